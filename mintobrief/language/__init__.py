"""What the stages need to know of Chinese: words, numerals, cue lexicons."""
