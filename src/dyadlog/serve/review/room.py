"""The room of a request: the store opened, the reviewer named, pages made and sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dyadlog.knowledge import Knowledge
from dyadlog.review import Voice
from dyadlog.serve.asked import read_asked, read_pair
from dyadlog.serve.desk import Desk, Pair
from dyadlog.serve.links import Links
from dyadlog.serve.pages.review_frame import Seat, read_word
from dyadlog.serve.rendering import render
from dyadlog.serve.review.forms import Sent
from dyadlog.serve.review.reviewer import Slate, name_reviewer
from dyadlog.serve.sheets import Scene, Sheet

Show = Callable[[Scene, Seat], Sheet]


@dataclass(frozen=True, slots=True)
class Room:
    """What the handlers of review need of a request."""

    request: Request

    @property
    def desk(self) -> Desk:
        """The desk of the application."""
        desk: Desk = self.request.app.state.desk
        return desk

    @property
    def db(self) -> Path:
        """The store that is written to."""
        return self.desk.settings.db

    @property
    def knowledge(self) -> Knowledge:
        """The tables."""
        return self.desk.knowledge

    @property
    def slate(self) -> Slate:
        """Messages for the next page."""
        slate: Slate = self.request.app.state.slate
        return slate

    @property
    def author(self) -> str:
        """Who reviews."""
        return name_reviewer(self.request)

    def voice(self, sent: Sent) -> Voice:
        """Who decides, and why."""
        return Voice(self.author, sent.one("note") or None)

    @contextmanager
    def opened(self, query: Mapping[str, Sequence[str]] | None = None) -> Iterator[Scene]:
        """The scene of the request, or of other words in place of those of its address."""
        address = self.request.query_params
        words = {name: address.getlist(name) for name in address} if query is None else query
        with self.desk.open() as view:
            yield Scene(self.desk, view, Links(), read_asked(words, self.knowledge), query=words)

    def read(self, show: Show) -> Response:
        """A page, of the relation that the address names."""
        with self.opened() as scene:
            pair = read_word(scene, "pair")
            seat = self.seat(read_pair(pair, self.knowledge) if pair else None, read_word(scene, "news"))
            return self.send(scene, show(scene, seat))

    def seat(self, pair: Pair | None, news: str = "") -> Seat:
        """Where the reviewer sits; ``news`` is a key of the slate."""
        return Seat(self.author, pair, self.slate.read(news) if news else "")

    def send(self, scene: Scene, sheet: Sheet, status: int = 200) -> Response:
        """A page as HTML; browsers must not keep it, since it is another after every decision."""
        page = render(sheet, scene, mark=self.request.app.state.forms.mark)
        return HTMLResponse(page, status, {"cache-control": "no-store"})

    def lead_on(self, seat: Seat, section: str = "", news: str = "", **more: object) -> RedirectResponse:
        """To another page of the review, which shows some news."""
        query = seat.query(**more, news=self.slate.write(news) if news else None)
        return RedirectResponse(Links().review(section, query), 303)
