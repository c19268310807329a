"""``python -m lsdata`` is the command ``lsdata``."""

import sys

from .cli import main

sys.exit(main())
