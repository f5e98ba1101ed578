"""Addresses are judged after the name is resolved, and those judged are the ones connected to."""

import ipaddress
import socket

import httpcore2
import pytest

from dyadlog.errors import PageError
from dyadlog.fetch.addresses import find_addresses, may_reach
from dyadlog.fetch.connector import Connector

OWN = ("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::a00:1")
NEVER = ("169.254.169.254", "fe80::1", "0.0.0.0", "::", "224.0.0.1", "ff02::1", "168.63.129.16", "100.64.0.1")
EMBEDDED = ("::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1", "2002:7f00:1::", "::ffff:0.0.0.0")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_public_address_may_be_reached(address):
    assert may_reach(ipaddress.ip_address(address), private=False)


@pytest.mark.parametrize("address", [*OWN, *NEVER, *EMBEDDED])
def test_no_other_address_may_be_reached_from_a_link(address):
    assert not may_reach(ipaddress.ip_address(address), private=False)


@pytest.mark.parametrize("address", OWN[:6])
def test_user_may_name_the_own_machine_and_network(address):
    assert may_reach(ipaddress.ip_address(address), private=True)


@pytest.mark.parametrize("address", [*NEVER, "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1"])
def test_metadata_of_clouds_may_never_be_reached(address):
    assert not may_reach(ipaddress.ip_address(address), private=True)


@pytest.mark.parametrize("name", ["127.1", "2130706433", "0x7f.1", "localhost", "[::1]".strip("[]")])
def test_other_spellings_of_this_machine_are_seen_through(name):
    with pytest.raises(PageError) as caught:
        find_addresses(name, 80, private=False)
    assert caught.value.code == "refused"


def answer_with(monkeypatch, *turns):
    """Let the resolver give other addresses each time it is asked."""
    waiting = list(turns)

    def resolve(host, port, **_):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in waiting.pop(0)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return waiting


def test_name_is_resolved_once_and_the_very_address_connected_to(monkeypatch):
    waiting = answer_with(monkeypatch, ["127.0.0.1", "93.184.216.34"], ["127.0.0.1"])
    connected = []

    def connect(self, host, port, *_):
        connected.append(host)
        raise httpcore2.ConnectError("no network in tests")

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", connect)
    connector = Connector()
    connector.deadline = float("inf")
    with pytest.raises(httpcore2.ConnectError):
        connector.connect_tcp("rebind.example", 80)
    assert connected == ["93.184.216.34"]
    assert len(waiting) == 1


def test_name_that_leads_only_to_private_addresses_is_refused(monkeypatch):
    answer_with(monkeypatch, ["127.0.0.1", "10.0.0.1"])
    with pytest.raises(PageError) as caught:
        Connector().connect_tcp("inside.example", 80)
    assert caught.value.code == "refused"
