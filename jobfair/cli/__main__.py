"""`python -m jobfair.cli`: the command where its script is not on the path."""

from jobfair.cli import main

main()
