"""The addresses of review: pages that are read, and forms that are sent."""

from dyadlog.serve.review.reviewer import Slate
from dyadlog.serve.review.routes import router

__all__ = ["Slate", "router"]
