"""Run Onward with `python -m onward`."""

if __name__ == "__main__":
    # Workers import this module by another name, and have no use for the command line.
    from onward.cli import program

    raise SystemExit(program())
