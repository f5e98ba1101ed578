"""``python -m dyadlog.cli``."""

from dyadlog.cli import main

main()
