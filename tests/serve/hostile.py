"""A store of pages and records that try to run, to hide and to break out: everything in them must stay words."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from dyadlog.engine import ENGINES
from dyadlog.pipeline import PageStep, read_sources
from dyadlog.records import Attribution, Comparison, Consolidation, Found, Given, Party, Place, Scoped
from dyadlog.store import open_writer
from tests.builders import FRANCE, JAPAN, make_event
from tests.serve.made_up import FIRST, PAIR, make_finding, make_instrument, make_told, report_of

TRICKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "</title></script></style></textarea><svg onload=alert(3)>",
    "' onmouseover='alert(4)' x='",
    "{{ 7 * 7 }}{% raw %}${7*7}#{7*7}<%= 7*7 %>",
    "pa\u202etxe\u202c \u2066ab\u2069 z\u200be\u200dr\ufeffo \u00ad",
    "javascript:alert(5)",
    "&lt;b&gt;&#x3c;script&#x3e;",
    "<!-- --><![CDATA[ x ]]>",
    "\x07\x1b[31mred\x1b[0m",
)
ALL = " ".join(TRICKS)
LONG = "W" * 600
"""A word that no column is wide enough for."""
PAGE = """<!doctype html><html lang="en"><head>
<title>&lt;script&gt;alert(1)&lt;/script&gt; Envoy &quot;&gt;&lt;svg onload=alert(3)&gt;</title>
<link rel="canonical" href="javascript:alert(5)">
<meta property="og:site_name" content="&quot;&gt;&lt;img src=x onerror=alert(2)&gt; Post">
<meta property="article:published_time" content="2024-05-03">
<meta name="author" content="&lt;script&gt;alert(6)&lt;/script&gt;"></head><body onload="alert(7)"><article>
<h1>&lt;script&gt;alert(1)&lt;/script&gt; Envoy visits Japan {{ 7 * 7 }}</h1>
<p>The French foreign minister visited Japan on Thursday &lt;script&gt;alert(1)&lt;/script&gt; for talks on the
 border.</p>
<p>France and Japan signed an agreement on &lt;img src=x onerror=alert(2)&gt; trade, said the
 \u202eexiled\u202c envoy.</p>
<p>Japan condemned the \u200bclosing\u200b of the border by France, {{ 7 * 7 }} officials of
 WORD said. <svg onload="alert(8)"></svg></p>
<p><a href="javascript:alert(9)">Japan</a> rejected the accusation of France on Friday.</p>
<script>alert(10)</script><style>body { display: none }</style></article></body></html>
"""


@cache
def read_hostile_pages() -> Path:
    """A store of hostile pages, as `dyadlog read` takes them in."""
    folder = Path(mkdtemp())
    pages = folder / "pages"
    pages.mkdir()
    text = PAGE.replace("WORD", LONG)
    (pages / "'\"><img src=x onerror=alert(1)>.html").write_text(text, encoding="utf-8")
    (pages / "a\u202eb{{7*7}}.html").write_text(text.replace("Thursday", "Tuesday"), encoding="utf-8")
    given = Given(url="javascript:alert(11)", outlet=f"{TRICKS[1]} {TRICKS[5]}")
    with open_writer(folder / "record.db") as writer:
        read_sources([str(pages)], given, PageStep(), ENGINES["inline"](1), writer)
    return folder / "record.db"


def make_hostile(number):
    """A reading with tricks in every field that is shown."""
    told = make_told(f"{ALL} France and Japan signed {LONG}, page {number}.", number)
    claim = told.claims[0]
    claim = replace(
        claim,
        actors=(FRANCE, Party(f"person:trick {number}", f"{TRICKS[0]} {TRICKS[5]}", "person", ("FRA",), TRICKS[1])),
        recipients=(JAPAN, Party("organisation:trick", f"{TRICKS[2]} {LONG}", "organisation", ("JPN",))),
        places=(Place(f"{TRICKS[1]}", ("FRA",), 48.8, 2.3),),
        attribution=(Attribution(speaker=TRICKS[0], capacity="government", side="FRA", words=TRICKS[3]),),
        modality="claimed",
    )
    document = replace(
        told.document,
        title=Found(f"{ALL} {LONG}", "given"),
        byline=Found(ALL, "given"),
        outlet=Found((f"{TRICKS[1]} {LONG}", ALL)[number % 2], "given"),
        url=Found(("javascript:alert(5)", f"https://paper.example/{TRICKS[0]}")[number % 2], "given"),
        location=f"{TRICKS[1]}{number}.txt",
    )
    return replace(told, document=document, claims=(claim,))


@cache
def write_hostile_records() -> Path:
    """A store of records with tricks in every name, title, quote, outlet, URL and note."""
    readings = [make_hostile(number) for number in range(3)]
    events = [
        make_event(reading.claims[0], outlets=(reading.document.outlet.value,), disputed=True) for reading in readings
    ]
    instrument = make_instrument(
        1, [report_of(readings[0], "announced", FIRST), report_of(readings[1], "signed")], name=f"{ALL} {LONG}"
    )
    findings = [
        make_finding(1, readings[:2], values=(TRICKS[0], LONG), event_id=events[0].event_id, note=ALL),
        make_finding(2, readings[:2], kind="corroborated", field="date", values=(ALL, ALL), note=TRICKS[2]),
    ]
    scoped = tuple(Scoped(f"event:{finding.finding_id}", 0, finding) for finding in findings)
    path = Path(mkdtemp()) / "record.db"
    with open_writer(path) as writer:
        for reading in readings:
            writer.save_reading(reading, "key")
        writer.save_consolidation(Consolidation(tuple(events), (instrument,), (), (), ()), Comparison(scoped), "now")
    return path


HERE = "-".join(PAIR)
