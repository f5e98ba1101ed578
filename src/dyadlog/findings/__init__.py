"""Findings: what comparing the claims shows. Nothing is decided for the reader."""

from dyadlog.findings.comparing import compare, find
from dyadlog.findings.extending import compare_part

__all__ = ["VERSION", "compare", "compare_part", "find"]

VERSION = "5"
"""Bumped when the findings of the same claims can change, so that a store compares them anew."""
