"""Run Onward with `python -m onward`."""

from onward.cli import program

if __name__ == "__main__":
    raise SystemExit(program())
