"""The reading room: served to a browser, or written as files."""

import getpass
import secrets
from pathlib import Path
from typing import Annotated

import typer

from dyadlog.cli.base import app, err, say
from dyadlog.cli.options import DEFAULT_DB, Database, Since, Tables

Shapes = Annotated[Path | None, typer.Option(help="Borders of your own (TopoJSON or GeoJSON) for the maps.")]


@app.command()
def serve(
    db: Database = DEFAULT_DB,
    host: Annotated[
        str, typer.Option(help="The address to listen at; any but this machine's own asks for a token.")
    ] = ("127.0.0.1"),
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen at.")] = 8765,
    allow: Annotated[
        list[str] | None, typer.Option(help="A further name that browsers may call this server by.")
    ] = None,
    token: Annotated[
        str | None, typer.Option(envvar="DYADLOG_TOKEN", help="What readers must show; made up where one is needed.")
    ] = None,
    author: Annotated[
        str | None, typer.Option("--by", envvar="DYADLOG_AUTHOR", help="Who reviews; else the user of this machine.")
    ] = None,
    shapes: Shapes = None,
    knowledge: Tables = None,
) -> None:
    """Open the record in a browser: relations, events, agreements, contradictions, people, maps, search, review."""
    import uvicorn

    from dyadlog.serve import Settings, create_app
    from dyadlog.serve.settings import LOOPBACK

    if host not in LOOPBACK and token is None:
        token = secrets.token_urlsafe(24)
    settings = Settings(
        db=db,
        tables=tuple(knowledge or ()),
        host=host,
        port=port,
        hosts=tuple(allow or ()),
        token=token,
        author=author or getpass.getuser(),
        shapes=shapes,
    )
    application = create_app(settings)
    name = f"[{host}]" if ":" in host else host
    say(f"reading {db} at http://{name}:{port}/{f'?token={token}' if token else ''} (Ctrl-C ends it)")
    uvicorn.run(application, host=host, port=port, log_level="warning", server_header=False, access_log=False)


@app.command()
def site(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A new or empty folder, or a site written before.")],
    states: Annotated[
        list[str] | None, typer.Argument(help="Relations between these states only, or of one with any other.")
    ] = None,
    db: Database = DEFAULT_DB,
    since: Since = None,
    most: Annotated[int, typer.Option(min=1, help="At most so many relations, those with most events.")] = 25,
    whole_text: Annotated[
        bool, typer.Option("--whole-text", help="Show articles whole, not only the sentences that are rested on.")
    ] = False,
    shapes: Shapes = None,
    knowledge: Tables = None,
) -> None:
    """Write the reading room as files: to be opened from a disk, or put on any web server."""
    from rich.progress import Progress

    from dyadlog.serve import Settings
    from dyadlog.serve.desk import Desk
    from dyadlog.serve.site import make_plan, write_site

    desk = Desk(Settings(db=db, tables=tuple(knowledge or ()), shapes=shapes))
    with desk.open() as view, Progress(console=err, transient=True) as progress:
        plan = make_plan(view, desk.knowledge, states or (), most, since or "", whole_text=whole_text)
        if plan.left_out:
            say(f"the {most} relations with most events; {plan.left_out} more are left out: name states, or --most")
        task = progress.add_task("writing pages")
        pages = write_site(
            desk, view, plan, out, lambda done, coming: progress.update(task, completed=done, total=coming)
        )
    say(f"{pages} pages on {len(plan.pairs)} relations; open {out / 'index.html'}")
