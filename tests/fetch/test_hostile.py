"""Servers that mean harm: each costs bounded time and memory, and becomes an issue that says what it was."""

import gzip
import time

import pytest

from dyadlog.errors import PageError

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def fails(fetcher, url):
    started = time.monotonic()
    with pytest.raises(PageError) as caught:
        fetcher.get(url, typed=True)
    assert time.monotonic() - started < 10
    return caught.value.code


def raw(answer):
    """A path that answers with these very bytes and hangs up."""
    return lambda handler: handler.wfile.write(answer) and None


@pytest.mark.parametrize(
    ("start", "more"),
    [
        (HEAD + b"\r\n<p>", b"drip "),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"a")[:10], b""),
    ],
    ids=["body", "chunks", "header", "continue", "silence"],
)
def test_answer_that_never_ends_is_given_up(site, make_fetcher, start, more):
    site.pages["/a"] = lambda handler: site.drip(handler, start, more)
    assert fails(make_fetcher(total=0.7), f"{site.url}/a") == "timeout"


def test_server_that_says_nothing_is_given_up(site, make_fetcher):
    site.pages["/a"] = lambda handler: site.closing.wait(20) and None
    assert fails(make_fetcher(read=0.3), f"{site.url}/a") == "timeout"


def test_page_without_end_is_cut_at_the_limit(site, make_fetcher):
    def flood(handler):
        site.drip(handler, HEAD + b"\r\n", b"x" * 500_000)

    site.pages["/a"] = flood
    assert fails(make_fetcher(limit=1_000_000), f"{site.url}/a") == "too_large"


@pytest.mark.parametrize("codings", ["gzip", "gzip, gzip"])
def test_page_that_unpacks_without_measure_is_cut_at_the_limit(site, make_fetcher, codings):
    body = b"a" * 40_000_000
    for _ in codings.split():
        body = gzip.compress(body)
    site.pages["/a"] = (200, {"Content-Encoding": codings}, body)
    assert fails(make_fetcher(), f"{site.url}/a") == "too_large"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (HEAD + b"Content-Length: 1000\r\n\r\n<p>short", "incomplete"),
        (HEAD + b"Content-Length: -5\r\n\r\n<p>", "incomplete"),
        (HEAD + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\n<p>12345678", "incomplete"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello", "incomplete"),
        (HEAD + b"X-Long: " + b"a" * 200_000 + b"\r\n\r\n<p>", "incomplete"),
        (HEAD + b"X: a\r\n" * 50_000 + b"\r\n<p>", "incomplete"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "incomplete"),
        (b"", "incomplete"),
        (HEAD + b"Content-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!", "malformed"),
        (HEAD + b"Content-Encoding: " + b"gzip," * 9 + b"gzip\r\nContent-Length: 1\r\n\r\na", "malformed"),
    ],
    ids=["short", "negative", "two", "chunk", "header", "headers", "ssh", "nothing", "no-gzip", "codings"],
)
def test_answer_that_is_no_http_is_told(site, make_fetcher, answer, code):
    site.pages["/a"] = raw(answer)
    assert fails(make_fetcher(), f"{site.url}/a") == code


def test_page_longer_than_it_says_ends_where_it_says(site, make_fetcher):
    site.pages["/a"] = raw(HEAD + b"Content-Length: 6\r\n\r\n<p>ok.<script>")
    assert make_fetcher().get(f"{site.url}/a", typed=True).content == b"<p>ok."


def test_what_broke_off_is_not_kept(site, make_fetcher):
    answers = [
        HEAD + b"Cache-Control: max-age=600\r\nContent-Length: 9\r\n\r\n<p>",
        HEAD + b"Content-Length: 2\r\n\r\nok",
    ]
    site.pages["/a"] = lambda handler: handler.wfile.write(answers.pop(0)) and None
    fetcher = make_fetcher()
    assert fails(fetcher, f"{site.url}/a") == "incomplete"
    assert fetcher.get(f"{site.url}/a", typed=True, anew=False).content == b"ok"


def test_redirects_without_end_are_given_up(site, make_fetcher):
    site.pages["/a"] = (302, {"Location": "/a"}, b"")
    assert fails(make_fetcher(), f"{site.url}/a") == "redirects"
    assert site.asked.count("/a") == 6


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://127.0.0.1/a", "gopher://127.0.0.1/", "javascript:alert(1)", "http://a:b@127.0.0.1/"],
)
def test_redirect_out_of_the_web_is_refused(site, make_fetcher, target):
    site.pages["/a"] = (302, {"Location": target}, b"")
    assert fails(make_fetcher(), f"{site.url}/a") == "refused"


def test_redirect_to_this_machine_is_refused_though_the_user_may_name_it(site, make_fetcher):
    site.pages["/a"] = (302, {"Location": "/b"}, b"")
    site.pages["/b"] = b"<p>secret"
    fetcher = make_fetcher(private=False)
    assert fetcher.get(f"{site.url}/b", typed=True).content == b"<p>secret"
    assert fails(fetcher, f"{site.url}/a") == "refused"


def test_page_of_this_machine_in_the_cache_is_not_told_to_strangers(site, make_fetcher):
    site.pages["/b"] = (200, {"Cache-Control": "max-age=600"}, b"<p>secret")
    fetcher = make_fetcher(private=False)
    fetcher.get(f"{site.url}/b", typed=True)
    with pytest.raises(PageError, match="private network"):
        fetcher.get(f"{site.url}/b", typed=False, anew=False)


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://[::1", "bad_url"),
        ("http://127.0.0.1:99999/", "bad_url"),
        ("http:///a/\x7f", "bad_url"),
        ("a" * 5000, "bad_url"),
        ("http://nowhere.invalid/", "unreachable"),
    ],
)
def test_redirect_that_leads_nowhere_is_told(site, make_fetcher, location, code):
    site.pages["/a"] = (302, {"Location": location}, b"")
    assert fails(make_fetcher(), f"{site.url}/a") == code


def test_nobody_answers(make_fetcher, unused_port):
    assert fails(make_fetcher(), f"http://127.0.0.1:{unused_port}/a") == "unreachable"
