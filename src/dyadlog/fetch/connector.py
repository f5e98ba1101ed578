"""Connections: only to addresses that may be reached, and no longer than until a deadline."""

import ssl
import time
from collections.abc import Iterable
from typing import Any

from httpcore2 import (
    SOCKET_OPTION,
    ConnectError,
    ConnectTimeout,
    NetworkBackend,
    NetworkStream,
    ReadTimeout,
    SyncBackend,
    WriteTimeout,
)

from dyadlog.fetch.addresses import find_addresses

MOST_ADDRESSES = 3


class Connector(NetworkBackend):
    """Resolves a name, judges the addresses and connects to one of those very addresses: nothing resolves it again.

    Every read and write ends at ``deadline`` (of ``time.monotonic``), however slowly the bytes drip. ``private`` says
    whether addresses of the own machine and network may be reached.
    """

    def __init__(self) -> None:
        self.deadline = 0.0
        self.private = False
        self._plain = SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> NetworkStream:
        """A stream to the first address of the host that answers; ``PageError`` where none may be reached."""
        failure: Exception = ConnectTimeout("no time left")
        for address in find_addresses(host, port, self.private)[:MOST_ADDRESSES]:
            left = time_left(self.deadline, timeout)
            if left <= 0:
                break
            try:
                stream = self._plain.connect_tcp(address, port, left, local_address, socket_options)
            except (ConnectError, ConnectTimeout) as error:
                failure = error
            else:
                return TimedStream(stream, self.deadline)
        raise failure


class TimedStream(NetworkStream):
    """A stream that gives up at its deadline."""

    def __init__(self, stream: NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Up to so many bytes."""
        left = time_left(self._deadline, timeout)
        if left <= 0:
            raise ReadTimeout("no time left")
        return self._stream.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All bytes."""
        left = time_left(self._deadline, timeout)
        if left <= 0:
            raise WriteTimeout("no time left")
        self._stream.write(buffer, left)

    def close(self) -> None:
        """As the stream."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        """The stream encrypted; the certificate must be of the name, whatever address was connected to."""
        left = max(time_left(self._deadline, timeout), 0.001)
        return TimedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """As the stream."""
        return self._stream.get_extra_info(info)


def time_left(deadline: float, timeout: float | None) -> float:
    """Seconds until the deadline, at most ``timeout``."""
    left = deadline - time.monotonic()
    return left if timeout is None else min(left, timeout)
