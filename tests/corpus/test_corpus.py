"""The annotated pages: the gold file must agree with the pages beside it."""

import importlib.util
import json
import pathlib

import pytest

CORPUS = pathlib.Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def check():
    spec = importlib.util.spec_from_file_location("corpus_check", CORPUS / "check.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def gold():
    return json.loads((CORPUS / "pages" / "gold.json").read_text(encoding="utf-8"))


def test_gold_agrees_with_the_pages(check):
    assert check.check_folder() == []


def test_all_sixteen_types_occur(check, gold):
    assert {event["types"][0] for event in gold["events"]} == check.TYPES


def test_a_wrong_quote_is_a_fault(check):
    assert list(check.check_quotes([("page", "not there")], {"page": "other words"}))


def test_an_interval_that_runs_backwards_is_a_fault(check):
    assert list(check.check_dates({"start": "2024-02-02", "end": "2024-02-01"}))
