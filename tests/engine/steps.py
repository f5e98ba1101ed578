"""Steps that read nothing and do what a page's words tell them to: hang, die, swell."""

import os
import signal
import time
from pathlib import Path

from dyadlog.engine import StageCall, run_stages
from dyadlog.errors import UserError
from dyadlog.records import Page, PageOutcome, PageTask, Reading, content_id
from tests.builders import make_reading


class EchoStep:
    """Gives a reading of the page's own words; pages that say ``hang``, ``die`` or ``swell`` do so.

    ``die once FILE`` dies only while FILE is not there.
    """

    def __call__(self, task: PageTask) -> PageOutcome:
        text = task.page.content.decode()
        word, *names = text.split(" ")
        if word == "hang":
            time.sleep(600)
        if word == "swell":
            issues = run_stages(task.page, [StageCall("clean", lambda: bytearray(8 * 1024**3))])
            return PageOutcome(Reading(task.page, None, issues=issues))
        if word == "die" and not (names and Path(names[-1]).exists()):
            if names:
                Path(names[-1]).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return PageOutcome(make_reading(text, task.page.location), b"blob")


class BadTables:
    """A step whose tables cannot be used."""

    def __call__(self, task: PageTask) -> PageOutcome:
        raise UserError("lexicon.toml, line 3: no such kind")


class Unloadable:
    """A step that no process can take up."""

    def __reduce__(self):
        return _refuse, ()

    def __call__(self, task: PageTask) -> PageOutcome:
        raise AssertionError


def _refuse():
    raise RuntimeError("cannot be loaded")


def count_pages(pages, engine):
    """Work for ``spread``: how many of some pages are read."""
    return sum(1 for _ in engine.run(EchoStep(), [PageTask(page) for page in pages]))


class QuickStep(EchoStep):
    """What a shard needs of a page step, without models; each page tells of an act of France on Japan."""

    def __init__(self, version: str = "1") -> None:
        self.version = version

    def reading_key(self, page: Page) -> str:
        return content_id("key", self.version, page.page_id)
