"""Evidence: the words on the page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote and where it stands: ``document.text[start:end] == quote``, in code points."""

    document_id: str
    start: int
    end: int
    quote: str
