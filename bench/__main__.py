"""What `make bench` runs: the speed of reading, then that of the pages."""

import sys

from bench import pages, speed

if __name__ == "__main__":
    missed = speed.main(sys.argv[1:])
    print()
    sys.exit(pages.main() or missed)
