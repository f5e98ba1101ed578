"""The record in the shapes of other programs (docs/export.md)."""
