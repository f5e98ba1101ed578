"""dyadlog reads news pages and keeps a sourced log of what states do to and with each other."""

__version__ = "0.1.0"
