"""Run Onward with `python -m onward`."""

from onward.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
