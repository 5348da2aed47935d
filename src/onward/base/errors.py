"""Errors that a person can act on."""


class Problem(Exception):
    """Something went wrong that one clear sentence explains; `str(problem)` is that sentence.

    Doors show the sentence as it stands: exit code 1 on the command line, a message on a page.
    """
