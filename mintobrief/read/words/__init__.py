"""The words of lines: typed, printed in the file, or put right where they were read wrongly."""
