"""Records made by hand for tests: small, valid, and about states of no page we ship."""

from dataclasses import replace
from datetime import date

from dyadlog.records import (
    Block,
    Claim,
    Document,
    Event,
    Evidence,
    Found,
    Given,
    Interval,
    Page,
    Party,
    Publication,
    Reading,
    SentenceSpan,
    content_id,
)

FRANCE = Party("state:FRA", "France", "state", ("FRA",))
JAPAN = Party("state:JPN", "Japan", "state", ("JPN",))
FRENCH_ENVOY = Party("person:luc roy", "Luc Roy", "person", ("FRA",), "envoy")
JPN_MINISTER = Party("person:aiko mori", "Aiko Mori", "person", ("JPN",), "minister")


def make_page(text: str, location: str = "page.txt", given: Given | None = None) -> Page:
    return Page.from_bytes(location, text.encode(), "text/plain", given)


def make_document(page: Page, outlet: str | None = "Example Post", day: date | None = date(2024, 5, 3)) -> Document:
    text = page.content.decode()
    return Document(
        document_id=content_id("doc", text),
        page_id=page.page_id,
        location=page.location,
        text=text,
        blocks=(Block(0, len(text), "paragraph", 1, 1 + text.count("\n")),),
        title=None,
        byline=None,
        outlet=Found(outlet, "given") if outlet else None,
        url=None,
        publication=Publication(day, "day", "given") if day else Publication(),
        language="en",
        genre="news",
        genre_method="default",
        sha256=page.sha256,
    )


def make_claim(document: Document, quote: str | None = None, **changes: object) -> Claim:
    quote = quote or document.text
    start = document.text.index(quote)
    claim = Claim(
        claim_id=content_id("claim", document.document_id, start, len(quote), sorted(map(str, changes.items()))),
        document_id=document.document_id,
        sentence=0,
        evidence=Evidence(document.document_id, start, start + len(quote), quote),
        event_type="CONSULT",
        kind="visit",
        mode="visit",
        contexts=("diplomatic",),
        quad_class=1,
        goldstein=1.9,
        cameo="042",
        when=Interval(date(2024, 5, 2), date(2024, 5, 2), "day", "relative"),
        when_reason=None,
        actors=(FRANCE,),
        recipients=(JAPAN,),
        territory=(),
        places=(),
        modality="asserted",
        negated=False,
        attribution=(),
        quantities=(),
        instruments=(),
        framings=(),
        spans=(),
        confidence=0.8,
        rule="visit/test",
        language="en",
    )
    return replace(claim, **changes)


def make_reading(
    text: str = "The French envoy visited Japan on Thursday.", location: str = "page.txt", **changes: object
) -> Reading:
    page = make_page(text, location)
    document = make_document(page)
    claim = make_claim(document, **changes)
    span = SentenceSpan(content_id("sentence", text), 0, 0, 0, len(text))
    return Reading(replace(page, content=b""), document, (span,), claims=(claim,))


def make_event(claim: Claim, **changes: object) -> Event:
    assert claim.event_type is not None and claim.quad_class is not None
    event = Event(
        event_id=f"event-{claim.claim_id.removeprefix('claim-')}",
        event_type=claim.event_type,
        kind=claim.kind,
        mode=claim.mode,
        contexts=claim.contexts,
        quad_class=claim.quad_class,
        goldstein=claim.goldstein,
        cameo=claim.cameo,
        when=claim.when,
        actors=claim.actors,
        recipients=claim.recipients,
        territory=claim.territory,
        places=claim.places,
        modality=claim.modality,
        negated=claim.negated,
        disputed=False,
        attribution=claim.attribution,
        confidence=claim.confidence,
        language=claim.language,
        instrument_ids=(),
        part_of=None,
        origins=1,
        outlets=("Example Post",),
        documents=1,
        claims=(claim.claim_id,),
    )
    return replace(event, **changes)
