"""The records of a WARC file, one after the other, past what is damaged in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from dyadlog.errors import PageError
from dyadlog.read.unpacking import CHUNK, MAGIC, GzipStream, find_bytes

LONGEST_HEADER: Final = 64 * 1024
MOST_FAULTS: Final = 1000
"""Damaged places after which the rest of a file is given up."""
SLACK: Final = 64
"""Bytes by which the length of a header may differ from that of its lines as they are understood."""
START: Final = b"\nWARC/1."


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record, to be read before the next is asked for, and where it is: the byte of the file where it or its gzip
    member begins; ``member+offset`` where it begins within a member."""

    record: WarcRecord
    place: str


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where no record can be read. ``spoils`` says whether the record before it is not what it says to be."""

    place: str
    error: PageError
    spoils: bool


def find_records(file: BinaryIO) -> Iterator[FoundRecord | Damage]:
    """All records of a file, packed or not; where one is damaged, from the next that can be found on."""
    file.seek(0)
    packed = file.read(len(MAGIC)) == MAGIC
    start = 0
    for _ in range(MOST_FAULTS):
        section = PackedSection(file, start) if packed else PlainSection(file, start)
        yield from section.records()
        if section.error is None:
            return
        damage, following = section.damage(section.error)
        yield damage
        if following is None or damage.error.code == "bomb":
            return
        start = following
    yield Damage(str(start), PageError("malformed", f"damaged in {MOST_FAULTS} places: not read on"), False)


class Section:
    """The records from a place on, up to the first fault; ``error`` is the fault, None where all went well."""

    stream: "GzipStream | PlainStream"

    def __init__(self, file: BinaryIO, start: int) -> None:
        self.file = file
        self.start = start
        self.error: PageError | None = None
        self.last: WarcRecord | None = None

    def records(self) -> Iterator[FoundRecord]:
        """Every record; any fault ends it."""
        try:
            self.file.seek(self.start)
            records = ArchiveIterator(
                self.stream,  # type: ignore[arg-type]
                WarcRecordType.any_type,
                parse_http=False,
                max_header_len=LONGEST_HEADER,
                stream_detect=False,
            )
            for record in records:
                self.last = record
                yield FoundRecord(record, self.place_of(record.stream_pos))
        except PageError as error:
            self.error = error
        except OSError as error:
            self.error = PageError("malformed", f"no record begins here: {error}")
        if self.error is None and self.is_cut_short():
            self.error = PageError("truncated", "the record is longer than what there is of it")

    def place_of(self, position: int) -> str:
        """Where in the file a position of the stream is."""
        raise NotImplementedError

    def is_cut_short(self) -> bool:
        """Whether the last record swallowed others, being shorter than it says."""
        raise NotImplementedError

    def damage(self, error: PageError) -> tuple[Damage, int | None]:
        """What is wrong where, and where in the file to go on."""
        raise NotImplementedError

    def end_of_last(self) -> tuple[int, int]:
        """Where the last record begins in the stream, and where the next one should: as near as ``SLACK``."""
        assert self.last is not None
        lines = sum(len(name) + len(value) + 4 for name, value in self.last.headers.items_bytes())
        begin = self.last.stream_pos
        return begin, begin + len(b"WARC/1.0\r\n") + lines + len(b"\r\n") + self.length_of_last() + len(b"\r\n\r\n")

    def length_of_last(self) -> int:
        """The length that the last record says its block has."""
        assert self.last is not None
        told = (self.last.headers.get_bytes(b"Content-Length") or b"").strip()
        return int(told) if told.isdigit() and len(told) < 16 else 0


class PackedSection(Section):
    """Of a file of gzip members, as a rule one a record: only where a member begins can a record be found again, so
    that what stands in a page is never taken for a record."""

    stream: GzipStream

    def __init__(self, file: BinaryIO, start: int) -> None:
        super().__init__(file, start)
        self.stream = GzipStream(file, start)

    def place_of(self, position: int) -> str:
        """Byte of the member, and the offset in what it unpacks to."""
        members = self.stream.members
        while len(members) > 1 and members[1][0] <= position:
            members.pop(0)
        unpacked, packed = members[0]
        return str(packed) if unpacked == position else f"{packed}+{position - unpacked}"

    def is_cut_short(self) -> bool:
        """Whether a member begins where the last record should still go on."""
        if self.last is None:
            return False
        begin, end = self.end_of_last()
        return any(begin < unpacked < end - SLACK for unpacked, _ in self.stream.members)

    def damage(self, error: PageError) -> tuple[Damage, int | None]:
        """The member at fault; on with the one after it."""
        members = self.stream.members
        if self.last is None:
            return Damage(str(self.start), error, False), self._after(self.start)
        begin, end = self.end_of_last()
        for unpacked, packed in members:
            if abs(unpacked - end) <= SLACK:
                return Damage(str(packed), error, False), self._after(packed)
        return Damage(self.place_of(begin), error, True), self._after(members[0][1])

    def _after(self, packed: int) -> int | None:
        known = [place for _, place in self.stream.members if place > packed]
        return known[0] if known else find_bytes(self.file, MAGIC, packed + 1)


class PlainSection(Section):
    """Of a file that is not packed. A record is never looked for within the length that another claims."""

    stream: "PlainStream"

    def __init__(self, file: BinaryIO, start: int) -> None:
        super().__init__(file, start)
        self.stream = PlainStream(file)

    def place_of(self, position: int) -> str:
        """Byte of the file."""
        return str(self.start + position)

    def is_cut_short(self) -> bool:
        """Never: where the file ends, nothing is left to be found."""
        return False

    def damage(self, error: PageError) -> tuple[Damage, int | None]:
        """The record at fault; on with the next line that begins one."""
        if self.last is None:
            return Damage(str(self.start), error, False), self._after(self.start)
        begin, end = self.end_of_last()
        near = self._after(self.start + max(begin, end - SLACK))
        if near is not None and near <= self.start + end + SLACK:
            has_junk = near > self.start + end + len(START)
            return Damage(str(self.start + end if has_junk else near), error, False), near if has_junk else self._after(
                near
            )
        return Damage(self.place_of(begin), error, True), near

    def _after(self, position: int) -> int | None:
        found = find_bytes(self.file, START, position)
        return None if found is None else found + 1


class PlainStream:
    """A file from where it stands, its positions counted from there."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        """As of the file, some at a time."""
        found = self._file.read(size if size > 0 else CHUNK)
        self._read += len(found)
        return found

    def tell(self) -> int:
        """Bytes read since."""
        return self._read
