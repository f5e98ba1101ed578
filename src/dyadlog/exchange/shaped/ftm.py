"""The record as FollowTheMoney entities, one a line: events that happened, who took part, who held which office, the
articles, and which article documents what (docs/export.md has every choice)."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from dyadlog.exchange.cells import Row
from dyadlog.knowledge import Knowledge
from dyadlog.records import content_id

Entity = dict[str, Any]
SCHEMATA: Final = {
    "state": "PublicBody",
    "body": "PublicBody",
    "organisation": "Organization",
    "armed_group": "Organization",
    "person": "Person",
    "company": "Company",
    "unknown": "LegalEntity",
}
"""The schema of an actor, by its kind; peoples and places are no legal entities and have none."""


def ftm_id(*parts: str) -> str:
    """An id of letters, figures and dashes, as FollowTheMoney wants it."""
    return content_id("dyadlog", *parts)


def make_entity(name: str, schema: str, properties: dict[str, Iterable[str | None]]) -> Entity:
    """An entity with what is known of it, each value once."""
    known = {key: sorted({value for value in values if value}) for key, values in sorted(properties.items())}
    return {"id": name, "schema": schema, "properties": {key: values for key, values in known.items() if values}}


class FtmWriter:
    """Makes entities from rows of the export contract."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def actors(self, rows: Iterable[Row]) -> Iterator[Entity]:
        """Actors, the posts they held, and when they held them."""
        posts: set[str] = set()
        for row in rows:
            schema = SCHEMATA.get(row["kind"])
            if schema is None:
                continue
            names = {"name": [row["name"]], "alias": [name for name in row["names"] if name != row["name"]]}
            yield make_entity(ftm_id(row["actor_id"]), schema, {**names, "country": self._countries(row["states"])})
            if schema == "Person":
                for occupancy in row["occupancies"]:
                    yield from self._occupancy(row["actor_id"], occupancy, posts)

    def _occupancy(self, actor_id: str, row: Row, posts: set[str]) -> Iterator[Entity]:
        post = ftm_id("post", row["office"], row["body"] or "", row["state"] or "")
        if post not in posts:
            posts.add(post)
            name = f"{row['office']}, {row['body']}" if row["body"] else row["office"]
            yield make_entity(post, "Position", {"name": [name], "country": self._countries([row["state"]])})
        days = [row["date_start"], row["date_end"], row["first_seen"], row["last_seen"]]
        yield make_entity(
            ftm_id("occupancy", actor_id, post, *(day or "" for day in days)),
            "Occupancy",
            {
                "holder": [ftm_id(actor_id)],
                "post": [post],
                "startDate": [row["date_start"]],
                "endDate": [row["date_end"]],
                "date": [row["first_seen"], row["last_seen"]],
                "summary": [words["quote"] for words in row["evidence"]],
            },
        )

    def documents(self, rows: Iterable[Row]) -> Iterator[Entity]:
        """Articles."""
        for row in rows:
            url = row["url"] or (row["page"] if "://" in row["page"] else None)
            yield make_entity(
                ftm_id(row["document_id"]),
                "Article",
                {
                    "name": [row["title"] or row["page"]],
                    "title": [row["title"]],
                    "author": [row["byline"]],
                    "publisher": [row["outlet"]],
                    "publishedAt": [row["published"]],
                    "sourceUrl": [url],
                },
            )

    def event(self, row: Row) -> Iterator[Entity]:
        """An event that happened, and where it is told."""
        event_id = ftm_id(row["event_id"])
        parties = [party for party in (*row["actors"], *row["recipients"]) if party["kind"] in SCHEMATA]
        yield make_entity(
            event_id,
            "Event",
            {
                "name": [self._name(row)],
                "startDate": [row["date_start"]],
                "endDate": [row["date_end"]],
                "location": [place["name"] for place in row["places"]],
                "country": self._countries([*row["territory"], *self._lands(row)]),
                "involved": [ftm_id(party["actor_id"]) for party in parties],
                "keywords": [row["event_type"], row["kind"], row["modality"], "disputed" if row["disputed"] else None],
                "recordId": [row["event_id"]],
                "proof": [ftm_id(one["document_id"]) for one in row["evidence"]],
            },
        )
        for evidence in row["evidence"]:
            yield make_entity(
                ftm_id("documentation", evidence["claim_id"]),
                "Documentation",
                {
                    "document": [ftm_id(evidence["document_id"])],
                    "entity": [event_id],
                    "role": [evidence["modality"]],
                    "summary": [evidence["quote"]],
                    "date": [evidence["published"]],
                },
            )

    def _name(self, row: Row) -> str:
        """What happened, in words without a side: ``visit: Chad, Fiji``."""
        parties = dict.fromkeys(party["name"] for party in (*row["actors"], *row["recipients"]) if party["name"])
        kind = row["kind"].replace("_", " ")
        return f"{kind}: {', '.join(parties)}" if parties else kind

    def _lands(self, row: Row) -> list[str]:
        """The countries of places that lie in one."""
        return [place["countries"][0] for place in row["places"] if len(place["countries"]) == 1]

    def _countries(self, codes: Iterable[str | None]) -> list[str]:
        """Two small letters, as FollowTheMoney has countries; states without such a code are left out."""
        states = (self._knowledge.states.get(code) for code in codes if code)
        return [state.iso2.lower() for state in states if state is not None and state.iso2 and state.valid_to is None]
