"""From a property-governance meeting (物业治理推进会) to its reviewed briefing (简报).

The flow is one page, `pipeline`. Packages named with a verb are its stages:

    ingest      a file becomes a Source
    transcribe  a recording becomes utterances
    read        notes, transcripts and scans become utterances
    segment     utterances become topics (议题)
    extract     topics become candidate resolutions (决议), each field with evidence
    review      candidates and a person's judgements become a Briefing
    export      a Briefing becomes a file

Packages named with a noun serve them: `domain` (what the stages pass on), `language` (Chinese
words, numerals, lexicons), `tagging` (the network that marks what talk does), `layouts` (how
other tools write a transcript), `engines` (tables of what can be replaced), `weights` (pinned
model files), `machine` (its memory and processors), `checkpoints` (what need not be worked out
twice), `store` (the library on disk), `jobs` (work in processes of its own), `web` (the pages),
`cli` (the commands).
"""

__version__ = "0.1.0"
