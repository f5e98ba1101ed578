"""What is kept from run to run: written whole or not at all, and only used for what it was made for."""

import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any


def write_whole(path: Path, content: bytes | Callable[[Path], object]) -> None:
    """Write a file so that a kill at any moment leaves the old one or the new one; ``content`` may write it itself."""
    new = path.with_name(path.name + ".new")
    if isinstance(content, bytes):
        new.write_bytes(content)
    else:
        content(new)
    new.replace(path)


def as_json(value: Any, indent: int = 1) -> bytes:
    """A value as the text of a JSON file."""
    return (json.dumps(value, indent=indent, ensure_ascii=False) + "\n").encode()


def read_json(path: Path) -> Any:
    """The value of a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def tell(text: str) -> None:
    """One line for whoever waits."""
    print(text, file=sys.stderr, flush=True)


def match_fingerprint(made_of: Mapping[str, Any], folder: Path, *made: str) -> None:
    """Stop if what lies in ``folder`` was made of something else; an empty folder gets the fingerprint.

    ``made`` are the files that must not be there without one. Builds from before there were fingerprints have them all
    the same: those are taken as they are.
    """
    path = folder / "fingerprint.json"
    if path.exists():
        told, now = read_json(path), json.loads(as_json(made_of))
        other = sorted(key for key in told.keys() | now.keys() if told.get(key) != now.get(key))
        if other:
            sys.exit(
                f"{folder} was made of other data or settings ({', '.join(other)}): remove this folder to make it "
                f"again, or name another one with --build"
            )
    elif any((folder / name).exists() for name in made):
        tell(f"warning: {folder} has no fingerprint.json, so nobody knows what it was made of; taken as it is")
    else:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, as_json(made_of))
