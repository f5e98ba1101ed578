"""Pages made from a store: asked for over the application, or as files have them."""

import re
from contextlib import contextmanager

from starlette.testclient import TestClient

from dyadlog.serve import Settings, create_app
from dyadlog.serve.desk import Desk
from dyadlog.serve.links import Links
from dyadlog.serve.pages import OF_PAIRS
from dyadlog.serve.rendering import render
from dyadlog.serve.sheets import Scene


@contextmanager
def open_room(path):
    with TestClient(create_app(Settings(db=path)), base_url="http://localhost") as client:
        yield client


def show_as_file(path, pair, section):
    """The page as `dyadlog site` writes it."""
    desk = Desk(Settings(db=path))
    with desk.open() as view:
        scene = Scene(desk, view, Links(depth=1), whole_text=False, patient=True)
        return render(OF_PAIRS[section](scene, pair), scene, mark="")


def words_of(page):
    """What a reader sees, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<script.*?</script>|<svg.*?</svg>", " ", page)).split())


def links_of(page):
    return re.findall(r'<a [^>]*href="([^"]*)"', page)
