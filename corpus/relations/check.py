"""Does the answer key of every pair of states agree with its pages?

usage: check.py [FOLDER ...]     folders of this directory; default all

Prints a line for every fault and ends with status 1 where there is one. Standard library only.
"""

import html
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CLAIM_FIELDS = frozenset(
    (
        "id", "page", "quote", "trigger", "kind", "actors", "recipients", "start", "end", "precision", "method",
        "modality", "negated", "attribution", "places", "territory", "quantities", "instruments", "framing", "event"
    )
)  # fmt: skip
MODALITIES = frozenset(("asserted", "claimed", "planned", "requested", "hypothetical", "denied"))
BOUNDS = frozenset(("exactly", "at_least", "at_most", "about", "between"))
STATUSES = frozenset(
    (
        "proposed", "announced", "negotiating", "signed", "ratified", "in_force", "implemented", "stalled", "suspended",
        "cancelled", "expired", "unknown"
    )
)  # fmt: skip
CONTRADICTIONS = frozenset(
    (
        "quantity", "unit", "implausible", "date", "place", "participant", "role", "office", "denial", "update",
        "headline_body", "revision", "self_contradiction", "framing", "instrument", "stale"
    )
)  # fmt: skip


def squash(text: str) -> str:
    """Words without regard to line breaks and runs of spaces."""
    return " ".join(text.split())


def page_text(path: Path) -> str:
    """The words a reader sees."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = re.sub(r"(?is)<(script|style)\b.*?</\1>", " ", text)
        text = html.unescape(re.sub(r"(?i)</?(a|b|em|i|span|strong)\b[^>]*>", "", text))
        text = re.sub(r"<[^>]+>", " ", text)
    return squash(text)


def find_faults(folder: Path) -> Iterator[str]:
    """Every way in which a key does not fit its pages or the format."""
    key = json.loads((folder / "key.json").read_text(encoding="utf-8"))
    texts = {path.name: page_text(path) for path in sorted((folder / "pages").iterdir())}
    events = {event["id"] for event in key["events"]}
    yield from _check_claims(key, texts, events)
    yield from _check_words(key, texts)
    told = {claim["event"] for claim in key["claims"]}
    yield from (f"event {event} has no claim" for event in sorted(events - told))
    wholes = {event["part_of"] for event in key["events"] if event["part_of"]}
    yield from (f"part_of unknown event {event}" for event in sorted(wholes - events))
    for item in key["instruments"]:
        if item["status"] not in STATUSES:
            yield f"instrument {item['id']}: status {item['status']}"
    for name in ("threads", "readouts"):
        for item in key[name]:
            wanted = item["events"] if name == "threads" else [item["event"]]
            yield from (f"{name}: unknown event {event}" for event in wanted if event not in events)


def _check_claims(key: dict[str, Any], texts: dict[str, str], events: set[str]) -> Iterator[str]:
    seen: set[str] = set()
    instruments = {item["id"] for item in key["instruments"]}
    for claim in key["claims"]:
        name = claim["id"]
        if name in seen:
            yield f"{name} twice"
        seen.add(name)
        if set(claim) != CLAIM_FIELDS:
            yield f"{name}: fields {sorted(set(claim) ^ CLAIM_FIELDS)}"
            continue
        if squash(claim["quote"]) not in texts.get(claim["page"], ""):
            yield f"{name}: quote not on {claim['page']}"
        inside = [claim["trigger"] or "", *(figure["original"] for figure in claim["quantities"])]
        inside += [item["name"] for item in claim["instruments"]] + [item["term"] for item in claim["framing"]]
        yield from (
            f"{name}: {words!r} not in the quote" for words in inside if squash(words) not in squash(claim["quote"])
        )
        if claim["modality"] not in MODALITIES:
            yield f"{name}: modality {claim['modality']}"
        if (claim["kind"] is None) != (claim["event"] is None):
            yield f"{name}: a kind without an event, or the other way round"
        if claim["event"] is not None and claim["event"] not in events:
            yield f"{name}: unknown event {claim['event']}"
        yield from (f"{name}: bound {f['bound']}" for f in claim["quantities"] if f["bound"] not in BOUNDS)
        yield from (f"{name}: unknown instrument {i['id']}" for i in claim["instruments"] if i["id"] not in instruments)
        for day in (claim["start"], claim["end"]):
            if day is not None:
                date.fromisoformat(day)


def _check_words(key: dict[str, Any], texts: dict[str, str]) -> Iterator[str]:
    pairs = [(f"{item['kind']} {item['what']}", side) for item in key["contradictions"] for side in item["sides"]]
    pairs += [(item["what"], side) for item in key["agreements"] for side in item["sides"]]
    pairs += [(item["id"], side) for item in key["instruments"] for side in item["mentions"]]
    pairs += [(item["what"], (step["page"], step["words"])) for item in key["open_shut"] for step in item["history"]]
    for what, (page, words) in pairs:
        if squash(words) not in texts.get(page, ""):
            yield f"{what}: {words!r} not on {page}"
    yield from (f"contradiction kind {c['kind']}" for c in key["contradictions"] if c["kind"] not in CONTRADICTIONS)
    for copy in key["copies"]:
        yield from (f"copies: no page {copy[end]}" for end in ("page", "original") if copy[end] not in texts)


def main() -> None:
    """Check the folders named, or all."""
    folders = [HERE / name for name in sys.argv[1:]] or sorted(path.parent for path in HERE.glob("*/key.json"))
    faults = [f"{folder.name}: {fault}" for folder in folders for fault in find_faults(folder)]
    print("\n".join(faults) or f"{len(folders)} folders, no fault")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
