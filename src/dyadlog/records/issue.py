"""Issue: something that could not be read, and why."""

from dataclasses import dataclass

from dyadlog.records.identity import content_id


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that could not be read. ``code`` is stable, ``message`` for people."""

    issue_id: str
    page_id: str | None
    location: str
    stage: str
    code: str
    message: str

    @classmethod
    def of(cls, location: str, stage: str, code: str, message: str, page_id: str | None = None) -> "Issue":
        """An issue with its identity: page, stage, code and message."""
        return cls(
            content_id("issue", page_id or location, stage, code, message), page_id, location, stage, code, message
        )
