"""Writing a site: from the first page on, all that its links lead to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, unquote

from dyadlog.serve.assets import name_companions, read_asset
from dyadlog.serve.desk import Desk
from dyadlog.serve.links import Links, pair_name
from dyadlog.serve.pages import OF_PAIRS, OF_RECORDS, show_home
from dyadlog.serve.rendering import render
from dyadlog.serve.sheets import Scene, Sheet
from dyadlog.serve.site.folder import Folder
from dyadlog.serve.site.leads import Lead, find_anchors, find_assets, find_leads, number_name, read_lead, relink
from dyadlog.serve.site.plan import Plan
from dyadlog.serve.site.tables import name_tables, write_table
from dyadlog.store import View

Tell = Callable[[int, int], None]
"""Told how many pages are written, and of how many that are known to come."""
HOME: Final = "index.html"
NUMBER: Final = re.compile(r"-(\d+)(?=\.html$)")


def write_site(desk: Desk, view: View, plan: Plan, out: Path, tell: Tell) -> int:
    """Write the files of a plan into a folder, and return the number of pages. The same store and plan give the same
    bytes.

    Raises UserError where the folder holds something else or cannot be written.
    """
    folder = Folder(out)
    writer = SiteWriter(desk, view, plan, folder, tell)
    writer.write()
    folder.finish()
    return writer.pages


class SiteWriter:
    """Lists first, for they lead to each other's parts; then records, as links lead to them; then tables and assets."""

    def __init__(self, desk: Desk, view: View, plan: Plan, folder: Folder, tell: Tell) -> None:
        self._desk, self._view, self._plan, self._folder, self._tell = desk, view, plan, folder, tell
        self._usual = parse_qsl(plan.asked.query())
        self._shows = self._name_lists()
        self._tables = name_tables(plan)
        self._lists: dict[str, str] = {}
        self._anchors: dict[str, frozenset[str]] = {}
        self._records: dict[str, dict[str, None]] = {folder: {} for folder in OF_RECORDS}
        self._more_documents = True
        self._extras: set[str] = set()
        self._coming = len(plan.events) + len(plan.instruments)
        self.pages = 0

    def write(self) -> None:
        """Everything."""
        self._make_lists()
        for name, html in self._lists.items():
            self._put(name, html)
        for folder in ("events", "instruments", "documents", "events", "instruments"):
            self._more_documents = self._more_documents and folder != "documents"
            self._write_records(folder)
        for pair, table in sorted({self._tables[name] for name in self._extras & set(self._tables)}):
            for kind, content in write_table(self._view, self._desk.knowledge, self._plan, pair, table):
                self._folder.put(f"data/{pair_name(pair)}/{table}.{kind}", content)
        assets = {name.removeprefix("static/") for name in self._extras if name.startswith("static/")}
        for asset in sorted(assets.union(name_companions(assets))):
            self._folder.put(f"static/{asset}", read_asset(asset))

    def _name_lists(self) -> dict[str, Callable[[Scene], Sheet]]:
        """The pages that are of no single record, by the name of their first file."""
        shows: dict[str, Callable[[Scene], Sheet]] = {HOME: show_home}
        for pair in self._plan.pairs:
            for section, show in OF_PAIRS.items():
                name = f"{pair_name(pair)}/{section}" if section else pair_name(pair)
                shows[f"{name}.html"] = lambda scene, show=show, pair=pair: show(scene, pair)  # type: ignore[misc]
        return shows

    def _make_lists(self) -> None:
        names = [HOME]
        for name in names:
            html = self._lists[name] = self._make_list(name)
            self._anchors[name] = find_anchors(html)
            leads = dict.fromkeys(lead.name for lead in find_leads(html, name, self._usual))
            names += [lead for lead in leads if first_name(lead) in self._shows and lead not in names]

    def _make_list(self, name: str) -> str:
        number = NUMBER.search(name)
        asked = replace(self._plan.asked, page=int(number[1]) if number else 1)
        scene = replace(self._scene(name), asked=asked)
        return render(self._shows[first_name(name)](scene), scene)

    def _scene(self, name: str) -> Scene:
        return Scene(
            self._desk,
            self._view,
            Links(depth=name.count("/")),
            whole_text=self._plan.whole_text,
            patient=True,
            only=self._plan.pairs,
        )

    def _write_records(self, folder: str) -> None:
        """The pages of all records of a sort that are led to so far and have none yet."""
        for name in list(self._records[folder]):
            if name not in self._folder.names:
                scene = self._scene(name)
                record_id = name.removeprefix(f"{folder}/").removesuffix(".html")
                self._put(name, render(OF_RECORDS[folder](scene, record_id), scene))

    def _put(self, name: str, html: str) -> None:
        self._extras.update(find_assets(html, name))
        self._folder.put(name, relink(html, lambda address: self._lead(address, name)))
        self.pages += 1
        self._tell(self.pages, len(self._lists) + self._coming + len(self._records["documents"]))

    def _lead(self, address: str, page: str) -> str | None:
        """The address of the file that a link leads to; None where the site has none."""
        lead = read_lead(address, page, self._usual)
        if lead is None:
            return None
        if first_name(lead.name) in self._shows:
            lead = self._find_part(lead)
        elif lead.name in self._tables:
            self._extras.add(lead.name)
        elif not self._takes(lead.name):
            return None
        return lead.href(page) if lead else None

    def _find_part(self, lead: Lead) -> Lead | None:
        """A part of a list, on whichever of its pages it stands; the list where it is on none."""
        if lead.name not in self._lists:
            return None
        anchor = unquote(lead.anchor)
        if anchor and anchor not in self._anchors[lead.name]:
            pages = (number_name(first_name(lead.name), number) for number in range(1, len(self._lists) + 1))
            found = next((name for name in pages if anchor in self._anchors.get(name, ())), None)
            return replace(lead, name=found) if found else Lead(lead.name)
        return lead

    def _takes(self, name: str) -> bool:
        """Whether a record has a page, or gets one now: events and instruments of the plan, documents that these or
        lists lead to."""
        folder, _, file = name.partition("/")
        record_id = file.removesuffix(".html")
        if folder not in self._records or name in self._records[folder]:
            return folder in self._records
        taken = {
            "events": lambda: record_id in self._plan.events,
            "instruments": lambda: record_id in self._plan.instruments,
            "documents": lambda: self._more_documents and bool(self._view.document_lines([record_id])),
        }[folder]()
        if taken:
            self._records[folder][name] = None
        return taken


def first_name(name: str) -> str:
    """The first file of the list that a file belongs to."""
    return NUMBER.sub("", name)
