"""What is known of a document, each with the way it was found."""

from __future__ import annotations

from dataclasses import dataclass

from dyadlog.records import Document, Found, InferenceReason, Publication
from dyadlog.report.dates import show_day
from dyadlog.serve.pages.event_sources import name_line
from dyadlog.serve.sheets import Scene


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """One line: ``more`` says how it was found; ``href`` leads on."""

    name: str
    text: str
    more: str = ""
    href: str = ""


def tell_document(scene: Scene, document: Document) -> list[DocumentFact]:
    """What the page says of itself, what other pages tell of it, and where it was met."""
    facts = [
        _found("Outlet", document.outlet),
        _found("By", document.byline),
        *tell_publication(document.publication),
        *_inferred(scene, document),
        DocumentFact("Genre", document.genre.replace("_", " "), _method(document.genre_method)),
        DocumentFact("Language", document.language),
        *_copied(scene, document),
        *(
            DocumentFact("Met as", one.location, one.given.url or "")
            for one in scene.view.appearances(document.document_id)
        ),
        DocumentFact("Id", document.document_id),
        DocumentFact("SHA-256 of the page", document.sha256),
    ]
    return [fact for fact in facts if fact.text]


def tell_publication(publication: Publication) -> list[DocumentFact]:
    """When the page was published, as far as it says; else between which days."""
    if publication.day is not None:
        precision = "" if publication.precision in (None, "day") else f"to the {publication.precision}; "
        return [DocumentFact("Published", _day(publication.day), precision + _method(publication.method))]
    facts = [DocumentFact("Published", "on a day that the page does not give")]
    if publication.not_before is not None:
        facts.append(DocumentFact("Not before", _day(publication.not_before), "the latest dated happening it reports"))
    if publication.not_after is not None:
        facts.append(DocumentFact("Not after", _day(publication.not_after), _method(publication.not_after_method)))
    return facts


def _inferred(scene: Scene, document: Document) -> list[DocumentFact]:
    """What other pages on the same events tell of the day of publication, with the words that do."""
    inferred = scene.view.inferred_dates_of([document.document_id]).get(document.document_id)
    return [_infer(scene, reason) for reason in inferred.reasons] if inferred else []


def _infer(scene: Scene, reason: InferenceReason) -> DocumentFact:
    name = "Not before" if reason.bound == "not_before" else "Not after"
    href = scene.links.document(reason.document_id, reason.other_claim_id)
    return DocumentFact(name, _day(reason.day), f"from another page: {reason.words}", href)


def _copied(scene: Scene, document: Document) -> list[DocumentFact]:
    original_id = scene.view.copies_of([document.document_id]).get(document.document_id)
    line = scene.view.document_lines([original_id]).get(original_id) if original_id else None
    if line is None:
        return []
    href = scene.links.document(line.document_id)
    return [DocumentFact("Copy of", name_line(line.outlet, line.location), "prints its text", href)]


def _found(name: str, value: Found | None) -> DocumentFact:
    return DocumentFact(name, value.value, _method(value.method)) if value else DocumentFact(name, "")


def _method(method: str | None) -> str:
    """How a value was found, in words."""
    if not method:
        return ""
    told = method.replace("_", " ").replace("-", " ")
    return {"given": "as the user said", "default": "nothing on the page says otherwise"}.get(told, f"found by {told}")


def _day(day: object) -> str:
    return show_day(str(day))
