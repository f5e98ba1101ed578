"""The application: addresses to pages, errors to pages that say what to do, files to browsers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from importlib.resources import files
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from dyadlog import __version__
from dyadlog.errors import DyadlogError, NotFound, StoreError
from dyadlog.records import content_id
from dyadlog.report.questions import resolve_states
from dyadlog.serve.api import get_store, get_tables, get_worker
from dyadlog.serve.api import router as api
from dyadlog.serve.asked import read_asked, read_pair
from dyadlog.serve.assets import stylesheet
from dyadlog.serve.desk import Desk, Pair
from dyadlog.serve.links import Links, pair_name
from dyadlog.serve.pages import OF_PAIRS, OF_RECORDS, ON_THE_RECORD, show_home
from dyadlog.serve.rendering import render
from dyadlog.serve.review import Slate
from dyadlog.serve.review import router as review
from dyadlog.serve.security import Forms, Guard
from dyadlog.serve.settings import Settings
from dyadlog.serve.sheets import Scene, Sheet

LINKS: Final = Links()
ONE_YEAR: Final = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    """Stylesheet, scripts and fonts; their addresses name the version, so browsers may keep them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file; the stylesheet is joined from its parts."""
        if path == "style.css":
            answer: Response = Response(stylesheet(), media_type="text/css")
        else:
            answer = await super().get_response(path, scope)
        if answer.status_code == 200 and b"v=" in scope["query_string"]:
            answer.headers["cache-control"] = ONE_YEAR
        return answer


class Room(FastAPI):
    """An application behind the guard; its answer to an error that nobody foresaw passes there too."""

    def __init__(self, settings: Settings, **told: Any) -> None:
        super().__init__(**told)
        self._settings = settings

    def build_middleware_stack(self) -> ASGIApp:
        """All that answers, the guard outermost."""
        return Guard(super().build_middleware_stack(), self._settings)


def create_app(settings: Settings) -> FastAPI:
    """The reading room over one store. Raises DyadlogError where the store or a table cannot be read."""
    desk = Desk(settings)
    desk.open().close()
    desk.prepare()

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = Room(settings, title="dyadlog", version=__version__, docs_url=None, redoc_url=None, lifespan=life)
    app.state.desk, app.state.forms, app.state.slate = desk, Forms(), Slate()
    app.mount("/static", Assets(directory=str(files("dyadlog.serve") / "static")))
    app.include_router(api)
    app.dependency_overrides |= {
        get_store: lambda: desk.open,
        get_tables: lambda: desk.knowledge,
        get_worker: lambda: desk.product,
    }
    _add_pages(app)
    app.add_exception_handler(DyadlogError, show_error)
    app.add_exception_handler(HTTPException, show_error)
    app.add_exception_handler(Exception, show_error)
    app.add_middleware(GZipMiddleware, minimum_size=800, compresslevel=5)
    return app


def _add_pages(app: FastAPI) -> None:
    """The addresses of all pages; those of the review come first, or ``/{pair}`` would take them."""
    app.include_router(review)
    app.add_api_route("/", _page(show_home), include_in_schema=False)
    app.add_api_route("/open", _open_pair, include_in_schema=False)
    for name, show_whole in ON_THE_RECORD.items():
        app.add_api_route(f"/{name}", _page(show_whole), include_in_schema=False)
    for folder, show_record in OF_RECORDS.items():
        app.add_api_route(f"/{folder}/{{record_id}}", _record_page(show_record), include_in_schema=False)
    for section, show_section in OF_PAIRS.items():
        path = f"/{{pair}}/{section}" if section else "/{pair}"
        app.add_api_route(path, _pair_page(show_section), include_in_schema=False)


@contextmanager
def opened(request: Request) -> Iterator[Scene]:
    """The scene of a request."""
    desk: Desk = request.app.state.desk
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    with desk.open() as view:
        yield Scene(desk, view, LINKS, read_asked(query, desk.knowledge), query=query)


def answer(request: Request, scene: Scene, make: Callable[[Scene], Sheet]) -> Response:
    """A page; or word that the browser's copy still holds, where the store has not changed since."""
    seen = content_id("page", scene.view.generation(), str(request.url), __version__, request.app.state.forms.mark)
    etag = f'W/"{seen}"'
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers={"etag": etag})
    sheet = make(scene)
    if sheet.home and sheet.home != request.url.path:
        return RedirectResponse(sheet.home + (f"?{request.url.query}" if request.url.query else ""), 307)
    page = HTMLResponse(render(sheet, scene, mark=request.app.state.forms.mark))
    if not scene.waiting:
        page.headers["etag"] = etag
    return page


def _page(show: Callable[[Scene], Sheet]) -> Callable[[Request], Response]:
    def respond(request: Request) -> Response:
        with opened(request) as scene:
            return answer(request, scene, show)

    return respond


def _record_page(show: Callable[[Scene, str], Sheet]) -> Callable[[Request, str], Response]:
    def respond(request: Request, record_id: str) -> Response:
        with opened(request) as scene:
            return answer(request, scene, lambda scene: show(scene, record_id))

    return respond


def _pair_page(show: Callable[[Scene, Pair], Sheet]) -> Callable[[Request, str], Response]:
    def respond(request: Request, pair: str) -> Response:
        with opened(request) as scene:
            codes = read_pair(pair, scene.knowledge)
            if pair_name(codes) != pair:
                tail = request.url.path.partition(f"/{pair}")[2] if "%" not in request.url.path else ""
                query = f"?{request.url.query}" if request.url.query else ""
                return RedirectResponse(f"/{pair_name(codes)}{tail}{query}", 307)
            return answer(request, scene, lambda scene: show(scene, codes))

    return respond


def _open_pair(request: Request, first: str = "", second: str = "") -> Response:
    """From the two names typed on the first page to the pair's own."""
    with opened(request) as scene:
        codes = resolve_states([name for name in (first, second) if name.strip()], scene.knowledge)
        if len(codes) != 2:
            raise NotFound("type the names of two different states")
        return RedirectResponse(LINKS.dyad(codes), 303)


def show_error(request: Request, error: Exception) -> Response:
    """A page that says what went wrong in words; what we did not foresee is told by its name only."""
    status, message = describe_error(error)
    desk: Desk = request.app.state.desk
    try:
        with desk.open() as view:
            scene = Scene(desk, view, LINKS)
            sheet = Sheet("error.html.j2", "Not found" if status == 404 else "That did not work")
            page = render(sheet.told(status=status, message=message), scene, mark=request.app.state.forms.mark)
    except DyadlogError:
        return Response(message, status, media_type="text/plain")
    return HTMLResponse(page, status)


def describe_error(error: Exception) -> tuple[int, str]:
    """The HTTP status of an error, and what a reader is told."""
    match error:
        case NotFound():
            return 404, str(error)
        case StoreError():
            return 503, str(error)
        case DyadlogError():
            return 422, str(error)
        case HTTPException():
            told: dict[int, str] = {404: "There is no such page.", 405: "That cannot be done here."}
            return error.status_code, told.get(error.status_code, str(error.detail))
        case _:
            return 500, f"Something we did not foresee: {type(error).__name__}. Nothing in the store was changed."
