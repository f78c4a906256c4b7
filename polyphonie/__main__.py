import sys

from polyphonie.cli import main

sys.exit(main())
