"""Write the generated pages of docs/ (records, commands, kinds) and the examples of the README.

``--check`` fails where a page is out of date.
"""

import dataclasses
import inspect
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import typer.main

from dyadlog import cli, records
from dyadlog.knowledge import load_knowledge

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
NOTICE = "<!-- Written by scripts/write_reference.py (`make docs`); change the code, not this page. -->\n\n"


def write_records() -> str:
    """Every record with its docstring and fields."""
    lines = [
        "# Records",
        "",
        "The nouns of dyadlog, as they cross from room to room. All are frozen; offsets count Unicode code points of",
        "`Document.text`.",
        "",
    ]
    for name in records.__all__:
        record = getattr(records, name)
        if not dataclasses.is_dataclass(record):
            continue
        lines += [f"## {name}", "", inspect.cleandoc(record.__doc__ or ""), "", "| field | type |", "|---|---|"]
        lines += [f"| `{field.name}` | `{_show_type(field.type)}` |" for field in dataclasses.fields(record)]
        lines.append("")
    return "\n".join(lines)


def _show_type(kind: object) -> str:
    text = kind if isinstance(kind, str) else inspect.formatannotation(kind)
    for prefix in ("dyadlog.records.", "datetime."):
        text = text.replace(prefix, "")
    for module in ("interval", "evidence", "actor", "place", "claim", "document", "page", "mention", "event", "issue"):
        text = text.replace(f"{module}.", "")
    if text.startswith("Literal["):
        text = text.removeprefix("Literal[").removesuffix("]")
    return text.replace("|", "\\|")


def write_commands() -> str:
    """Every command with its arguments and options."""
    lines = ["# Commands", "", inspect.cleandoc((cli.__doc__ or "").split("\n\n", 1)[1]), ""]
    group = typer.main.get_command(cli.app)
    for name, command in _walk(group):
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        usage = " ".join(["dyadlog", name, *(_show_argument(argument) for argument in arguments)])
        lines += [f"## {name}", "", command.help or "", "", f"    {usage}", "", "| option | meaning |", "|---|---|"]
        for parameter in command.params:
            names = ", ".join(f"`{option}`" for option in parameter.opts) if parameter not in arguments else ""
            lines.append(f"| {names or f'`{parameter.name}`'} | {parameter.help or ''} |")
        lines.append("")
    return "\n".join(lines)


def _walk(group, before=""):
    """Every command with its full name, those of groups too."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _walk(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _show_argument(argument) -> str:
    word = (argument.metavar or argument.name).upper().removesuffix("...") + ("..." if argument.nargs == -1 else "")
    return word if argument.required else f"[{word}]"


def write_kinds() -> str:
    """Our kinds of act under their PLOVER types."""
    lines = ["# Kinds of act", "", "From `knowledge/tables/kinds.csv`.", ""]
    lines += ["| kind | PLOVER type | mode | CAMEO | mutual | meaning |", "|---|---|---|---|---|---|"]
    for kind in load_knowledge().kinds:
        cells = (kind.kind, kind.event_type, kind.mode, kind.cameo, "yes" if kind.mutual else "", kind.gloss)
        lines.append("| " + " | ".join(cell or "" for cell in cells) + " |")
    return "\n".join([*lines, ""])


def write_readme() -> str:
    """The README with what its commands print for its page: the page, the commands and the output stand in it."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    name, page = re.search(
        r"^`(\S+)`, an invented page:\n\n```text\n(.*?)^```", text, re.DOTALL | re.MULTILINE
    ).groups()
    commands = re.search(r"## One event out\n\n```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)[1]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_text(page, encoding="utf-8")
        for command in commands.splitlines():
            words = [sys.executable, "-m", "dyadlog.cli", *command.split()[1:]]
            run = subprocess.run(words, check=True, capture_output=True, text=True, cwd=folder)
    fields = [f"  {json.dumps(field)}: {json.dumps(value)}" for field, value in json.loads(run.stdout).items()]
    example = "```json\n{\n" + ",\n".join(fields) + "\n}\n```"
    text = re.sub(r"^```json\n.*?^```", lambda _: example, text, count=1, flags=re.DOTALL | re.MULTILINE)
    return write_differences(text)


def write_differences(text: str) -> str:
    """The README with what its commands print for the sample pages where sources differ, in lines of 100 letters."""
    block = re.compile(
        r"(## Where sources differ\n\n```sh\n(.*?)```\n\nprints\n\n```text\n).*?^```", re.DOTALL | re.MULTILINE
    )
    commands = block.search(text)[2]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "samples").symlink_to(ROOT / "samples")
        for command in commands.splitlines():
            words = [sys.executable, "-m", "dyadlog.cli", *command.split()[1:]]
            environment = {**os.environ, "COLUMNS": "100"}
            run = subprocess.run(words, check=True, capture_output=True, text=True, cwd=folder, env=environment)
    printed = "\n".join(line.rstrip() for line in run.stdout.strip().splitlines())
    return block.sub(lambda found: f"{found[1]}{printed}\n```", text)


PAGES = {
    DOCS / "records.md": lambda: NOTICE + write_records(),
    DOCS / "commands.md": lambda: NOTICE + write_commands(),
    DOCS / "kinds.md": lambda: NOTICE + write_kinds(),
    ROOT / "README.md": write_readme,
}


def main() -> int:
    """Write or check the pages."""
    stale = []
    for path, write in PAGES.items():
        text = write()
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.name)
    if stale:
        sys.stderr.write(f"out of date: {', '.join(stale)}; run `make docs`\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
