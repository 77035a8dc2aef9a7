"""`python -m veikart`: what `./bin/veikart` runs."""

import sys

from veikart.config import main

if __name__ == "__main__":
    sys.exit(main())
