"""The folder of a site: files appear whole, and what an earlier run wrote and this one does not goes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dyadlog.errors import UserError

MARKER: Final = "dyadlog-site.txt"
"""Lists the files that are ours, one on a line."""


class Folder:
    """Raises UserError where the folder holds anything but an earlier site of ours, or cannot be written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._marker = path / MARKER
        self.names: set[str] = set()
        try:
            path.mkdir(parents=True, exist_ok=True)
            if not self._marker.is_file() and any(path.iterdir()):
                raise UserError(f"{path} holds something else; name a new or empty folder")
            self._marker.touch()
            self._before = set(self._marker.read_text(encoding="utf-8").splitlines())
        except OSError as error:
            raise self._describe(error) from error

    def put(self, name: str, content: str | bytes) -> None:
        """Write a file, whole or not at all; one that stands there as it is stays untouched."""
        data = content.encode("utf-8", "replace") if isinstance(content, str) else content
        target = self.path / name
        try:
            self._note(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.is_file() or target.read_bytes() != data:
                unfinished = target.with_name(target.name + ".part")
                unfinished.write_bytes(data)
                unfinished.replace(target)
        except OSError as error:
            raise self._describe(error) from error

    def _note(self, name: str) -> None:
        """List a file before it is written: a run that is killed leaves nothing that the next one does not know."""
        self.names.add(name)
        if name not in self._before:
            with self._marker.open("a", encoding="utf-8") as stream:
                stream.write(f"{name}\n")

    def finish(self) -> None:
        """Remove what this run did not write, and list what it did."""
        try:
            for name in sorted(self._before - self.names):
                self._remove(name)
            self._marker.write_text("".join(f"{name}\n" for name in sorted(self.names)), encoding="utf-8")
        except OSError as error:
            raise self._describe(error) from error

    def _remove(self, name: str) -> None:
        target = (self.path / name).resolve()
        if not target.is_relative_to(self.path.resolve()) or target == self.path.resolve():
            return
        target.unlink(missing_ok=True)
        target.with_name(target.name + ".part").unlink(missing_ok=True)
        for parent in target.parents:
            if parent == self.path.resolve() or not parent.is_dir() or any(parent.iterdir()):
                break
            parent.rmdir()

    def _describe(self, error: OSError) -> UserError:
        return UserError(f"cannot write to {self.path}: {error.strerror or error}")
