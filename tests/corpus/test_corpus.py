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


def read_gold(folder):
    return json.loads((CORPUS / folder / "gold.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", ["pages", "pages2"])
def test_gold_agrees_with_the_pages(check, folder):
    assert check.check_folder(CORPUS / folder) == []


def test_every_folder_of_pages_is_checked(check):
    assert {folder.name for folder in check.FOLDERS} == {path.parent.name for path in CORPUS.glob("*/gold.json")}


def test_all_sixteen_types_occur(check):
    assert {event["types"][0] for event in read_gold("pages")["events"]} == check.TYPES


def test_no_happening_is_annotated_in_two_folders():
    kinds = [{event["kind"] for event in read_gold(folder)["events"]} for folder in ("pages", "pages2")]
    assert not kinds[0] & kinds[1]


def test_a_wrong_quote_is_a_fault(check):
    assert list(check.check_quotes([("page", "not there")], {"page": "other words"}))


def test_an_interval_that_runs_backwards_is_a_fault(check):
    assert list(check.check_dates({"start": "2024-02-02", "end": "2024-02-01"}))
