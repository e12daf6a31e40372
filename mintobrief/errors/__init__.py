"""Every error a person can meet, and the exit code it ends with.

    MintobriefError
    ├── UsageError 2        the command was called wrongly
    │   ├── BadSetting, BadRoster, BadEdit, NotText, MissingReviewer
    │   ├── AcceptedAndRejected, PastDay, NotRecording
    │   ├── UnknownFormat, ArchiveOnly, NoRecording, OverwritesInput
    │   ├── BadCompound, BadProgress, SealedAhead
    │   ├── BadName, WeakPassword, WrongPassword, BadToken
    │   └── UnsafeAddress, OpenAddress, BadAddress, BadCertificate
    ├── InputError 3        the file handed in
    │   ├── FileGone, IsFolder, NotFolder, EmptyFile, UnknownType, ChangedFile
    │   ├── UnreadableFile, UnreadablePage, LostPage, TooLarge, EngineFailed, EncryptedFile
    │   ├── LittleSpeech, SeveralVoices, LostFile, BadBackup
    │   ├── NoAudio, ProtectedSound, NoSpeech, NoPages, NoWords
    │   └── BadText, BadTranscript, BadList, BadTemplate
    ├── StateError 4        not now
    │   ├── NotReviewed, EditedMeanwhile
    │   ├── BriefingChanged, NotReady, NotSubmitted, UnknownSigning, PreviewFailed
    │   ├── LeakFound
    │   ├── NumberTaken, NoSuchNumber, NumbersBegun
    │   ├── UnknownMeeting, AmbiguousMeeting, AmbiguousJob, UnknownResolution
    │   ├── UnknownCompound, CompoundTaken, CompoundEdited
    │   ├── UnknownTask, TaskTold, NothingTold
    │   ├── NameTaken, UnknownPerson, LastAdministrator, LogInFailed, LogInLater
    │   ├── UnknownVoicePrint, VoicePrintKept, UnknownJob, JobUnderway
    │   ├── BrokenLibrary, NewerLibrary, LibraryUnwritable, OutputUnwritable, CacheUnwritable
    │   ├── DatabaseUnreachable, DatabaseRefused, DatabaseFailed
    │   └── BlobsUnreachable, MissingFile, RemovedFile, DamagedFile, NotScrubbed, LibraryInUse,
    │       BackupIncomplete, MeetingInWork, AddressTaken, NoNetwork
    ├── PartFailed 6        a batch is done, but for some of its files
    └── SetupError 5        this installation
        ├── UnknownEngine, MissingEngine, MissingModel, BadWeights
        ├── MissingFont, MissingResource, EngineStopped
        ├── LanguageModelFailed
        │   ├── LanguageModelUnreachable, LanguageModelRefused
        │   └── LanguageModelSpent, BadAnswer
        ├── MissingAnswer
        └── Unwell

Each class builds its own message, in Chinese: what happened, then what to do. Anything else
that is raised is a bug: it keeps its traceback and exits with 1.
"""

from __future__ import annotations

from mintobrief.errors.accounts import (
    BadName,
    BadToken,
    LastAdministrator,
    LogInFailed,
    LogInLater,
    NameTaken,
    UnknownPerson,
    WeakPassword,
    WrongPassword,
)
from mintobrief.errors.base import MintobriefError
from mintobrief.errors.compounds import (
    BadCompound,
    BadList,
    CompoundEdited,
    CompoundTaken,
    UnknownCompound,
)
from mintobrief.errors.input import (
    BadBackup,
    BadTemplate,
    BadText,
    BadTranscript,
    ChangedFile,
    EmptyFile,
    EncryptedFile,
    EngineFailed,
    FileGone,
    InputError,
    IsFolder,
    LittleSpeech,
    LostFile,
    LostPage,
    NoAudio,
    NoPages,
    NoSpeech,
    NotFolder,
    NoWords,
    ProtectedSound,
    SeveralVoices,
    TooLarge,
    UnknownType,
    UnreadableFile,
    UnreadablePage,
)
from mintobrief.errors.part import PartFailed
from mintobrief.errors.setup import (
    BadAnswer,
    BadWeights,
    EngineStopped,
    LanguageModelFailed,
    LanguageModelRefused,
    LanguageModelSpent,
    LanguageModelUnreachable,
    MissingAnswer,
    MissingEngine,
    MissingFont,
    MissingModel,
    MissingResource,
    SetupError,
    UnknownEngine,
    Unwell,
)
from mintobrief.errors.signing import (
    BriefingChanged,
    LeakFound,
    NoSuchNumber,
    NotReady,
    NotSubmitted,
    NumbersBegun,
    NumberTaken,
    PreviewFailed,
    SealedAhead,
    UnknownSigning,
)
from mintobrief.errors.state import (
    AmbiguousJob,
    AmbiguousMeeting,
    BrokenLibrary,
    CacheUnwritable,
    EditedMeanwhile,
    JobUnderway,
    LibraryUnwritable,
    NewerLibrary,
    NotReviewed,
    OutputUnwritable,
    StateError,
    UnknownJob,
    UnknownMeeting,
    UnknownResolution,
    UnknownVoicePrint,
    VoicePrintKept,
    reason_of,
)
from mintobrief.errors.storage import (
    BackupIncomplete,
    BlobsUnreachable,
    DamagedFile,
    DatabaseFailed,
    DatabaseRefused,
    DatabaseUnreachable,
    LibraryInUse,
    MeetingInWork,
    MissingFile,
    NotScrubbed,
    RemovedFile,
)
from mintobrief.errors.tasks import BadProgress, NothingTold, TaskTold, UnknownTask
from mintobrief.errors.usage import (
    AcceptedAndRejected,
    ArchiveOnly,
    BadEdit,
    BadRoster,
    BadSetting,
    MissingReviewer,
    NoRecording,
    NotRecording,
    NotText,
    OverwritesInput,
    PastDay,
    UnknownFormat,
    UnsafeAddress,
    UsageError,
)
from mintobrief.errors.web import (
    AddressTaken,
    BadAddress,
    BadCertificate,
    NoNetwork,
    OpenAddress,
)

__all__ = [
    "AcceptedAndRejected",
    "AddressTaken",
    "AmbiguousJob",
    "AmbiguousMeeting",
    "ArchiveOnly",
    "BackupIncomplete",
    "BadAddress",
    "BadAnswer",
    "BadBackup",
    "BadCertificate",
    "BadCompound",
    "BadEdit",
    "BadList",
    "BadName",
    "BadProgress",
    "BadRoster",
    "BadSetting",
    "BadTemplate",
    "BadText",
    "BadToken",
    "BadTranscript",
    "BadWeights",
    "BlobsUnreachable",
    "BriefingChanged",
    "BrokenLibrary",
    "CacheUnwritable",
    "ChangedFile",
    "CompoundEdited",
    "CompoundTaken",
    "DamagedFile",
    "DatabaseFailed",
    "DatabaseRefused",
    "DatabaseUnreachable",
    "EditedMeanwhile",
    "EmptyFile",
    "EncryptedFile",
    "EngineFailed",
    "EngineStopped",
    "FileGone",
    "InputError",
    "IsFolder",
    "JobUnderway",
    "LanguageModelFailed",
    "LanguageModelRefused",
    "LanguageModelSpent",
    "LanguageModelUnreachable",
    "LastAdministrator",
    "LeakFound",
    "LibraryInUse",
    "LibraryUnwritable",
    "LittleSpeech",
    "LogInFailed",
    "LogInLater",
    "LostFile",
    "LostPage",
    "MeetingInWork",
    "MintobriefError",
    "MissingAnswer",
    "MissingEngine",
    "MissingFile",
    "MissingFont",
    "MissingModel",
    "MissingResource",
    "MissingReviewer",
    "NameTaken",
    "NewerLibrary",
    "NoAudio",
    "NoNetwork",
    "NoPages",
    "NoRecording",
    "NoSpeech",
    "NoSuchNumber",
    "NoWords",
    "NotFolder",
    "NotReady",
    "NotRecording",
    "NotReviewed",
    "NotScrubbed",
    "NotSubmitted",
    "NotText",
    "NothingTold",
    "NumberTaken",
    "NumbersBegun",
    "OpenAddress",
    "OutputUnwritable",
    "OverwritesInput",
    "PartFailed",
    "PastDay",
    "PreviewFailed",
    "ProtectedSound",
    "RemovedFile",
    "SealedAhead",
    "SetupError",
    "SeveralVoices",
    "StateError",
    "TaskTold",
    "TooLarge",
    "UnknownCompound",
    "UnknownEngine",
    "UnknownFormat",
    "UnknownJob",
    "UnknownMeeting",
    "UnknownPerson",
    "UnknownResolution",
    "UnknownSigning",
    "UnknownTask",
    "UnknownType",
    "UnknownVoicePrint",
    "UnreadableFile",
    "UnreadablePage",
    "UnsafeAddress",
    "Unwell",
    "UsageError",
    "VoicePrintKept",
    "WeakPassword",
    "WrongPassword",
    "reason_of",
]
