"""The filter by states, before any parsing."""

import html

import pytest

from dyadlog.errors import UserError
from dyadlog.knowledge import load_knowledge
from dyadlog.knowledge.script_names import load_script_names
from dyadlog.read import NameFilter


@pytest.fixture(scope="module")
def names_state():
    """Whether bytes name a state: ``names_state("ECU", content)``."""
    made = {}

    def ask(code, content):
        if code not in made:
            made[code] = NameFilter.of(load_knowledge(), (code,))
        return made[code].names_all(content)

    return ask


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        "Ecuador signed",
        "in ECUADOR.",
        "Ecuadorian envoys",
        "<b>Ecuador</b>",
        "قالت الإكوادور إن",
        "اعلام شد اکوادور و",
        "ایکواڈور کے صدر",
        "इक्वाडोर ने कहा",
        "власти Эквадора заявили",
        "в Эквадоре",
        "厄瓜多总统",
        "厄瓜多尔总统",
        "エクアドル政府",
        "Équateur et",
    ],
)
def test_a_state_is_found_in_any_script(names_state, text, encoding):
    page = f"News: {text}, the agency said."
    assert names_state("ECU", page.encode(encoding))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1256", "قالت الإكوادور إن"),
        ("iso8859-6", "قالت الإكوادور إن"),
        ("cp1251", "власти Эквадора заявили"),
        ("koi8-r", "власти Эквадора заявили"),
        ("gb18030", "厄瓜多尔总统"),
        ("big5", "厄瓜多總統"),
        ("shift_jis", "エクアドル政府"),
        ("cp949", "에콰도르 정부"),
        ("cp1253", "ο Ισημερινός είπε"),
    ],
)
def test_a_state_is_found_in_older_encodings(names_state, encoding, text):
    assert names_state("ECU", text.encode(encoding))


def test_a_state_is_found_in_references_and_escapes(names_state):
    arabic = "الإكوادور"
    decimal = "".join(f"&#{ord(letter)};" for letter in arabic)
    hexadecimal = "".join(f"&#X{ord(letter):04X};" for letter in arabic)
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in arabic)
    for form in (
        decimal,
        hexadecimal,
        escaped,
        arabic[:3] + html.escape(decimal[21:], quote=False).replace("&amp;", "&"),
    ):
        assert names_state("ECU", f"<p>{form}</p>".encode("ascii", "xmlcharrefreplace"))


def test_spaces_of_a_name_may_be_others(names_state):
    for form in ("Saudi Arabia", "Saudi\nArabia", "Saudi&nbsp;Arabia", "Saudi\xa0Arabia", "السعودية", "للسعودية"):
        assert names_state("SAU", form.encode())
    assert names_state("CIV", "C&ocirc;te d&rsquo;Ivoire".replace("&rsquo;", "’").encode())


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("OMN", "A woman from Romania; WOMAN"),
        ("NER", "Nigeria and Nigerians"),
        ("USA", "he told us of it, as usual"),
        ("TUR", "a turkey for dinner"),
        ("ECU", "Peru and Chile signed"),
        ("ECU", ""),
    ],
)
def test_a_name_within_a_word_or_in_small_letters_is_none(names_state, code, text):
    assert not names_state(code, text.encode())


def test_all_states_must_be_named():
    names = NameFilter.of(load_knowledge(), ("ECU", "PER"))
    assert names.names_all("Ecuador y Perú".encode()) and not names.names_all(b"Ecuador and Chile")


def test_a_state_that_is_none_stops_the_run():
    for codes in ((), ("ECU", "ZZZ")):
        with pytest.raises(UserError, match="no state"):
            NameFilter.of(load_knowledge(), codes)


def test_every_state_of_today_is_found_by_its_names_in_every_script(names_state):
    knowledge = load_knowledge()
    scripts = load_script_names(knowledge)
    today = [state for state in knowledge.states.all() if state.valid_to is None and state.code != "EUU"]
    missing = [state.code for state in today if len(scripts.names.get(state.code, ())) < 20]
    assert not missing
    for state in today:
        for surface in (state.name, *scripts.names[state.code][:40]):
            assert names_state(state.code, f"1 {surface} 2".encode()), surface
