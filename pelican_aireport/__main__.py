"""``python -m pelican_aireport`` is the command ``aireport``."""

import sys

from pelican_aireport.cli import main

if __name__ == "__main__":
    sys.exit(main())
