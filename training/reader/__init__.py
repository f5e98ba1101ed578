"""How the language model of ``dyadlog.parse`` is made: ``python -m training.reader --help``."""
