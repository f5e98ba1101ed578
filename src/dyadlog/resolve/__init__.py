"""Resolve: who and where the words of a document mean, and when. Document, Parse -> Resolution."""

from dyadlog.resolve.resolver import Resolver

__all__ = ["Resolver"]
