"""httpx2 over our own connections."""

from collections.abc import Iterable, Iterator

import httpcore2
import httpx2

from dyadlog.fetch.connector import Connector


class DirectTransport(httpx2.BaseTransport):
    """One connection a request, never over a proxy: a connection that is kept could be used past its judgement."""

    def __init__(self, connector: Connector) -> None:
        context = httpx2.create_ssl_context()
        self._pool = httpcore2.ConnectionPool(
            ssl_context=context, max_keepalive_connections=0, network_backend=connector
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer, its body not read yet. Raises errors of ``httpcore2``."""
        url = request.url
        target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        answer = self._pool.handle_request(
            httpcore2.Request(request.method, target, headers=request.headers.raw, extensions=request.extensions)
        )
        assert isinstance(answer.stream, Iterable)
        return httpx2.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
