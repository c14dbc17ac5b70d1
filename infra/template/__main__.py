"""`python -m infra.template [--check]`."""

import sys

from infra.template.compose import main

sys.exit(main(sys.argv[1:]))
