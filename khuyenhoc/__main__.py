"""`python -m khuyenhoc …`."""

import sys

from khuyenhoc.cli import main

if __name__ == "__main__":
    sys.exit(main())
