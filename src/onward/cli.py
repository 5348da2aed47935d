"""The command line."""


def main() -> int:
    """Run the command that the arguments name."""
    return 0
