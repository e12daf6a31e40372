"""`python -m mintobrief` is the command `mintobrief`."""

from mintobrief.cli import main

main()
