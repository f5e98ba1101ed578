"""The reading room: the record as a web application, and as files to hand over."""

from dyadlog.serve.app import create_app
from dyadlog.serve.settings import Settings

__all__ = ["Settings", "create_app"]
