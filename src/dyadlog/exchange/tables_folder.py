"""A folder of Parquet tables, written part by part by many processes: each part is there whole or not at all."""

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from dyadlog.errors import UserError

MARKERS: Final = "_done"
STAGING: Final = "_staging"
LOCK: Final = "_lock"


@dataclass(frozen=True, slots=True)
class Marker:
    """Says that a part is there. ``key`` is the identity of all that it was made from, ``group`` what it was one part
    of, ``place`` its place there. ``files`` are paths under the folder with their rows; ``pairs`` names of two states
    (``ECU-PER``) with the pages that name both, ``told`` those of them that take part in one claim. ``unsettled``
    counts pages on which the engine gave up: a part with any is made again."""

    name: str
    group: str
    key: str
    place: tuple[str, ...] = ()
    files: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[str, int] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    unsettled: int = 0


class TablesFolder:
    """The folder at ``path``, the same for all machines that write into it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def marker(self, name: str) -> Marker | None:
        """What stands in the folder under a name."""
        return self._read(self.path / MARKERS / f"{name}.json")

    def markers(self) -> list[Marker]:
        """All that stands in the folder, in the order in which the sources were walked."""
        paths = (self.path / MARKERS).glob("*.json")
        found = [marker for path in paths if (marker := self._read(path)) is not None]
        return sorted(found, key=lambda marker: (marker.group, marker.place, marker.name))

    def is_done(self, name: str, key: str) -> bool:
        """Whether there is nothing to do for a part that would be made from this."""
        marker = self.marker(name)
        return (
            marker is not None
            and marker.key == key
            and not marker.unsettled
            and all((self.path / file).exists() for file in marker.files)
        )

    def commit(self, write: Callable[[Path], Marker]) -> Marker:
        """Put a part in the place of what stood under its name. ``write`` writes its files into the folder it is given,
        at their paths, and says what they are.

        The files are moved in first, the marker last: what a killed process left is not counted, and is overwritten or
        swept. Raises UserError where the disk does not take it.
        """
        try:
            (self.path / STAGING).mkdir(parents=True, exist_ok=True)
            (self.path / MARKERS).mkdir(exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.path / STAGING) as staging:
                marker = write(Path(staging))
                before = self.marker(marker.name)
                for file in marker.files:
                    target = self.path / file
                    target.parent.mkdir(parents=True, exist_ok=True)
                    (Path(staging) / file).replace(target)
                note = Path(staging) / "marker.json"
                _write_durably(note, json.dumps(asdict(marker), ensure_ascii=False, sort_keys=True))
                note.replace(self.path / MARKERS / f"{marker.name}.json")
        except OSError as error:
            raise UserError(f"cannot write to {self.path}: {error.strerror or error}") from error
        if before is not None:
            self._remove(set(before.files) - set(marker.files))
        return marker

    def retire(self, group: str, keep: Collection[str]) -> None:
        """Take away the parts of a group that are not to be kept: what they were made from is gone."""
        for marker in self.markers():
            if marker.group == group and marker.name not in keep:
                (self.path / MARKERS / f"{marker.name}.json").unlink(missing_ok=True)
                self._remove(marker.files)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the folder for one run; what killed runs left is swept. UserError where another run holds it."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = (self.path / LOCK).open("w")
        except OSError as error:
            raise UserError(f"cannot write to {self.path}: {error.strerror or error}") from error
        with lock:
            try:
                _lock(lock.fileno())
            except OSError as error:
                raise UserError(f"another run is writing to {self.path}") from error
            self._sweep()
            yield

    def _sweep(self) -> None:
        shutil.rmtree(self.path / STAGING, ignore_errors=True)
        listed = {file for marker in self.markers() for file in marker.files}
        found = (path.relative_to(self.path).as_posix() for path in self.path.glob("*/*/*.parquet"))
        self._remove(file for file in found if file not in listed)

    def _remove(self, files: Iterable[str]) -> None:
        for file in files:
            (self.path / file).unlink(missing_ok=True)

    @staticmethod
    def _read(path: Path) -> Marker | None:
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            return Marker(**{**told, "place": tuple(told["place"]), "told": tuple(told["told"])})
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise UserError(
                f"{path} is not a marker of this version of dyadlog: remove it to do its part anew"
            ) from error


def _write_durably(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _lock(number: int) -> None:
    """Hold a file until this process ends, where the system can do that."""
    with contextlib.suppress(ImportError):
        import fcntl

        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
