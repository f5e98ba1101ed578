"""Check that the annotation in gold.json agrees with the pages it speaks of, in every folder of pages.

usage: check.py [FOLDER ...]

Without a folder: corpus/pages and corpus/pages2. Prints every fault and exits with status 1 if there is one.
Standard library only.
"""

import datetime
import hashlib
import html
import json
import pathlib
import re
import sys
from collections.abc import Iterator
from typing import Any

FOLDERS = [pathlib.Path(__file__).parent / name for name in ("pages", "pages2")]
SUFFIXES = {".txt", ".html", ".md"}
SCHEMA = json.loads((pathlib.Path(__file__).parent / "schema.json").read_text(encoding="utf-8"))
TYPES, MODALITIES, STATES = (set(SCHEMA[name]) for name in ("types", "modalities", "states"))


def read_page(path: pathlib.Path) -> str:
    """The words of a page: for HTML without tags and with entities resolved, else as it stands."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".html":
        return text
    text = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", text)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"</?(?:a|b|i|em|strong|span|time)\b[^>]*>", "", text)))


def check_parties(record: dict[str, Any]) -> Iterator[str]:
    """Faults in the states a record names."""
    sides = [record[key] for key in ("pair", "a", "b") if record.get(key) is not None]
    codes = {code for side in sides for code in side}
    if not codes or ("pair" in record) == ("a" in record):
        yield "names no states, or both `pair` and `a`"
    if codes - STATES:
        yield f"unknown states {sorted(codes - STATES)}"
    if len(record.get("pair", ["", ""])) < 2:
        yield "`pair` needs two states"


def check_dates(record: dict[str, Any]) -> Iterator[str]:
    """Faults in the interval of a record."""
    if ("start" in record) != ("end" in record):
        yield "has one end of an interval only"
    try:
        ends = [datetime.date.fromisoformat(record[key]) for key in ("start", "end") if key in record]
    except ValueError as error:
        yield f"bad date: {error}"
        return
    if ends != sorted(ends):
        yield "ends before it starts"


def check_quotes(pairs: list[tuple[str, str]], pages: dict[str, str]) -> Iterator[str]:
    """Quotes that do not stand on their page, word for word."""
    for page, quote in pairs:
        if page not in pages:
            yield f"no page {page}"
        elif not quote or quote not in pages[page]:
            yield f"not on {page}: {quote!r}"


def check_events(gold: dict[str, Any], pages: dict[str, str]) -> Iterator[str]:
    """Faults in events and traps."""
    for record in gold["events"] + gold["traps"]:
        faults = [*check_parties(record), *check_dates(record)]
        faults += check_quotes([(page, record["quote"]) for page in record["pages"]], pages)
        if not record["types"] or set(record["types"]) - TYPES:
            faults.append(f"bad types {record['types']}")
        if record in gold["events"] and (not record["modality"] or set(record["modality"]) - MODALITIES):
            faults.append(f"bad modality {record['modality']}")
        if record.get("must") and record.get("optional"):
            faults.append("both must and optional")
        if len(re.sub(r"\W+", " ", record["quote"]).split()) < 3:
            faults.append("quote under three words")
        yield from (f"{record['id']}: {fault}" for fault in faults)


def check_traps(gold: dict[str, Any]) -> Iterator[str]:
    """Traps that an accepted event would spring: the same words, a common type, and told as having happened."""
    for trap in gold["traps"]:
        if "start" in trap:
            continue
        for event in gold["events"]:
            same_words = event["quote"] in trap["quote"] or trap["quote"] in event["quote"]
            happened = {"asserted", "claimed"} & set(event["modality"])
            if trap["pages"] == event["pages"] and same_words and happened and set(trap["types"]) & set(event["types"]):
                yield f"{trap['id']}: sprung by {event['id']}"


def check_relations(gold: dict[str, Any], pages: dict[str, str]) -> Iterator[str]:
    """Faults in relations and instruments."""
    for relation in gold["relations"]:
        sides = [(page, words) for page, words in relation["sides"]]
        yield from (f"{relation['id']}: {fault}" for fault in check_quotes(sides, pages))
    everything = " ".join(pages.values()).lower()
    for instrument in gold["instruments"]:
        yield from (f"{instrument['id']}: {fault}" for fault in check_parties(instrument))
        if not any(words.lower() in everything for words in instrument["words"]):
            yield f"{instrument['id']}: none of its words stands on a page"


def check_lines(folder: pathlib.Path, gold: dict[str, Any]) -> Iterator[str]:
    """Faults in the line numbers and metadata of the plain-text pages."""
    names = {path.name for path in folder.glob("*.txt")}
    yield from (f"no line table for {name}" for name in sorted(names - set(gold["lines"])))
    for name, truth in gold["lines"].items():
        if name not in names:
            yield f"no page {name}"
            continue
        raw = (folder / name).read_bytes()
        rows = raw.decode("utf-8").splitlines()
        filled = [number for number, row in enumerate(rows, 1) if row.strip()]
        kinds = [truth[f"{kind}_lines"] for kind in SCHEMA["line_kinds"]]
        if truth["nonblank_lines"] != filled:
            yield f"{name}: nonblank_lines are not the filled lines"
        if not all(set(numbers) <= set(filled) for numbers in kinds):
            yield f"{name}: a line number names an empty line"
        if sum(map(len, kinds[:3])) != len(set().union(*kinds[:3])):
            yield f"{name}: a line is of two kinds"
        if truth["title"] != " ".join(rows[number - 1] for number in truth["headline_lines"]):
            yield f"{name}: title is not the headline"
        if truth["sha256"] != hashlib.sha256(raw).hexdigest():
            yield f"{name}: the page has changed since it was annotated"
        for key in ("author", "outlet"):
            credits = re.sub(r" \(.*?\)", "", truth[key] or "").split(" and ")
            if not all(words in raw.decode("utf-8") for words in credits):
                yield f"{name}: {key} does not stand on the page"
        if truth["published"] is not None:
            yield from (
                f"{name}: {fault}" for fault in check_dates({"start": truth["published"], "end": truth["published"]})
            )


def check_folder(folder: pathlib.Path) -> list[str]:
    """Every fault of the gold file in a folder of pages, in words."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    pages = {path.stem: read_page(path) for path in sorted(folder.iterdir()) if path.suffix in SUFFIXES}
    faults = [*check_events(gold, pages), *check_traps(gold), *check_relations(gold, pages), *check_lines(folder, gold)]
    for section in ("events", "traps", "relations", "instruments"):
        ids = [record["id"] for record in gold[section]]
        faults += [
            f"{section}: id {name} stands twice" for name in sorted({name for name in ids if ids.count(name) > 1})
        ]
    annotated = {page for event in gold["events"] for page in event["pages"]}
    return faults + [f"no event on {page}" for page in pages if page not in annotated]


def main(argv: list[str]) -> int:
    """Print the faults; 1 if there are any."""
    folders = [pathlib.Path(name) for name in argv] or FOLDERS
    faults = [f"{folder.name}: {fault}" for folder in folders for fault in check_folder(folder)]
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
