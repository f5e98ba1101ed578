"""The table of written forms."""

import pytest

from dyadlog.errors import KnowledgeError
from dyadlog.knowledge import Knowledge


def test_a_users_row_is_added_and_replaces_ours(tmp_path):
    (tmp_path / "written_forms.csv").write_text("form,kinds\nWg,title\nThe,end\n", encoding="utf-8")
    forms = Knowledge((tmp_path,)).written_forms
    assert "Wg" in forms.of("title") and "Gen" in forms.of("title")
    assert "The" in forms.of("end") and "The" not in forms.of("starter")


@pytest.mark.parametrize("row", ["Wg,nonsense", ",title", "Wg,"])
def test_a_bad_row_is_named_with_its_line(tmp_path, row):
    (tmp_path / "written_forms.csv").write_text(f"form,kinds\n{row}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"written_forms.csv, line 2"):
        _ = Knowledge((tmp_path,)).written_forms
