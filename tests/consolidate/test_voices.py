"""Which pages are one voice, and why."""

from datetime import date
from itertools import permutations

from dyadlog.consolidate import consolidate
from dyadlog.consolidate.voices import Account, group_voices, measure_shares
from dyadlog.records import Attribution
from tests.consolidate.pages import KNOWLEDGE, PageOf, on, state

CHILE, BOLIVIA = state("CHL", "Chile"), state("BOL", "Bolivia")
MINISTRY = (Attribution("the Bolivian defence ministry", "government", "BOL", "said"),)
AGENCY = (Attribution("the Altiplano News Agency", "media", None, "reported"),)


def tell(location, sentence, outlet, attribution=(), genre="news", before=(), **more):
    page = PageOf(location, date(2024, 6, 4), outlet, genre)
    for words in before:
        page.tell(words)
    return page.tell(sentence, "clash", [CHILE], [BOLIVIA], on(2024, 6, 3), attribution=attribution, **more).read()


def voices_of(*readings, copies=()):
    origins = dict(copies)
    return group_voices(
        [
            Account(claim, reading.document, origins.get(reading.document.document_id, reading.document.document_id))
            for reading in readings
            for claim in reading.claims
            if claim.kind == "clash"
        ]
    )


def kinds(voices):
    return [bond.kind for voice in voices for bond in voice.bonds]


ONE = tell("a.txt", "Chilean and Bolivian border guards clashed near Visviri on Monday.", "Norte Post")
TWO = tell("b.txt", "A firefight between Chile and Bolivia broke out at the frontier.", "La Paz Daily")


def test_two_pages_that_saw_the_act_are_two_voices():
    voices = voices_of(ONE, TWO)
    assert len(voices) == 2 and all(voice.first_hand and not voice.bonds for voice in voices)


def test_a_copy_is_no_voice_and_its_share_is_measured_on_demand():
    text = [f"The patrol number {n} of the border police came back from the high pass at dawn." for n in "abcdefgh"]
    cut = tell("a.txt", "Chile and Bolivia clashed.", "Norte Post", before=text[:4])
    whole = tell("b.txt", "Border guards of Chile and Bolivia clashed again.", "La Paz Daily", before=text)
    copies = [(cut.document.document_id, whole.document.document_id)]
    voices = voices_of(cut, whole, copies=copies)
    assert len(voices) == 1 and kinds(voices) == ["copy"] and voices[0].bonds[0].share is None
    documents = {reading.document.document_id: reading.document for reading in (cut, whole)}
    (measured,) = measure_shares(voices, documents)
    assert 0.7 < measured.bonds[0].share < 1.0


def test_a_sentence_printed_alike_is_one_voice_and_both_places_are_shown():
    other = tell("b.txt", "Chilean and Bolivian border guards clashed near Visviri on Monday!", "Puna Radio")
    (voice,) = voices_of(ONE, other)
    (bond,) = voice.bonds
    assert bond.kind == "printed_alike"
    for evidence, reading in ((bond.evidence, other), (bond.other_evidence, ONE)):
        assert reading.document.text[evidence.start : evidence.end] == evidence.quote


def test_a_relayed_note_that_names_the_outlet_goes_with_it():
    note = tell(
        "c.txt", "Chile fought Bolivia.", "Digest", genre="relay", before=["As the Norte Post has it, it was brief."]
    )
    voices = voices_of(ONE, TWO, note)
    assert len(voices) == 2 and voices[0].documents == (ONE.document.document_id, note.document.document_id)
    (bond,) = voices[0].bonds
    assert (bond.kind, bond.evidence.quote) == ("relay", "Norte Post")


def test_a_relayed_note_goes_with_the_page_that_it_quotes_at_length():
    words = "the soldiers had walked for nine hours through snow before the first of them saw the other side"
    source = tell("a.txt", "Chile and Bolivia clashed.", "Norte Post", before=[f"Officers told us that {words}."])
    note = tell(
        "c.txt", "Chile fought Bolivia.", "Digest", genre="relay", before=[f"One page tells that {words} at last."]
    )
    (first, second) = voices_of(source, TWO, note)
    assert first.documents == (source.document.document_id, note.document.document_id)
    assert first.bonds[0].kind == "relay" and words in first.bonds[0].evidence.quote
    assert not second.bonds


def test_a_relayed_note_that_shows_no_source_stays_alone():
    assert len(voices_of(ONE, tell("c.txt", "Chile fought Bolivia.", "Digest", genre="relay"))) == 2


def test_two_pages_that_only_quote_one_statement_are_one_voice():
    words = "that three of its men were wounded when Chile opened fire"
    one = tell("a.txt", f"The Bolivian defence ministry said {words}.", "Norte Post", MINISTRY)
    two = tell(
        "b.txt",
        f"It was added in La Paz late on Monday evening {words}, as a statement has it.",
        "Puna Radio",
        MINISTRY,
    )
    (voice,) = voices_of(one, two)
    assert not voice.first_hand and kinds([voice]) == ["quotation"]
    assert "three of its men were wounded" in voice.bonds[0].evidence.quote


def test_they_are_two_where_one_of_them_saw_the_act():
    words = "that three of its men were wounded when Chile opened fire"
    one = tell("a.txt", f"The Bolivian defence ministry said {words}.", "Norte Post", MINISTRY)
    two = PageOf("b.txt", date(2024, 6, 4), "Puna Radio")
    two.tell(f"In La Paz it was said on Monday evening {words}.", "clash", [CHILE], [BOLIVIA], attribution=MINISTRY)
    two.tell("Our reporter watched Chile and Bolivia fight.", "clash", [CHILE], [BOLIVIA])
    assert len(voices_of(one, two.read())) == 2


def test_the_same_words_of_two_sides_are_two_voices():
    words = "that three of its men were wounded when they opened fire"
    other = (Attribution("the Chilean defence ministry", "government", "CHL", "said"),)
    one = tell("a.txt", f"The Bolivian defence ministry said {words}.", "Norte Post", MINISTRY)
    two = tell("b.txt", f"The army command in Santiago let it be known {words}.", "Puna Radio", other)
    assert len(voices_of(one, two)) == 2


def test_one_speaker_with_other_words_is_two_voices():
    one = tell("a.txt", "The Bolivian defence ministry said Chile opened fire.", "Norte Post", MINISTRY)
    two = tell("b.txt", "A clash with Chilean troops was confirmed by the ministry in La Paz.", "Puna Radio", MINISTRY)
    assert len(voices_of(one, two)) == 2


def test_pages_that_speak_on_the_word_of_one_agency_are_one_voice():
    one = tell("a.txt", "Chile and Bolivia clashed, the Altiplano News Agency reported.", "Norte Post", AGENCY)
    two = tell("b.txt", "There was fighting at the border, the Altiplano News Agency reported.", "Puna Radio", AGENCY)
    (voice,) = voices_of(one, two)
    assert kinds([voice]) == ["shared_source"]
    agency = tell("c.txt", "Troops of Chile and Bolivia shot at each other.", "Altiplano News Agency")
    (voice,) = voices_of(one, two, agency)
    assert voice.first_hand and len(voice.documents) == 3


def test_two_pages_of_one_outlet_are_one_voice_and_the_earlier_one_speaks():
    later = PageOf("a.txt", date(2024, 6, 9), "La Paz Daily")
    later.tell("Bolivia still counts its wounded after the battle with Chile.", "clash", [CHILE], [BOLIVIA])
    (voice,) = voices_of(later.read(), TWO)
    (bond,) = voice.bonds
    assert (bond.kind, bond.other_id) == ("same_outlet", TWO.document.document_id)


def test_a_page_that_has_it_only_in_the_words_of_another_is_no_voice():
    words = "Chilean and Bolivian border guards clashed near Visviri on Monday"
    someone = (Attribution(None, "unnamed", None, "said"),)
    cites = tell(
        "c.txt", f"“{words},” one paper had it in its issue of that week, to the surprise of all.", "Digest", someone
    )
    plain = tell(
        "d.txt", f"They said that {words.lower()}, and they said it more than once in that week.", "Digest", someone
    )
    assert kinds(voices_of(ONE, TWO, cites)) == ["relay"]
    assert kinds(voices_of(ONE, TWO, plain)) == []


def test_a_page_that_credits_an_outlet_for_all_it_tells_is_no_voice():
    someone = (Attribution("Norte Post", "unknown", None, "wrote"),)
    credits = tell("c.txt", "There was shooting between Chile and Bolivia, the NORTE POST wrote.", "Digest", someone)
    first, second = voices_of(ONE, TWO, credits)
    assert [bond.kind for bond in first.bonds] == ["shared_source"] and not second.bonds


def test_a_page_that_quotes_another_at_length_has_from_it_what_it_does_not_tell_itself():
    long = "the herders of the high plain have lived on both sides of the line since before there was one"
    source = tell("a.txt", "Chile and Bolivia clashed.", "Norte Post", before=[f"As everybody knows, {long}."])
    someone = (Attribution("the paper", "unknown", None, "adds"),)
    quotes = [f"“{long.capitalize()},” one paper writes."]
    relays = tell("c.txt", "The paper adds that Chile fought Bolivia.", "Digest", someone, before=quotes)
    sees = tell("d.txt", "Chile fought Bolivia.", "Digest", before=quotes)
    assert kinds(voices_of(source, TWO, relays)) == ["relay"]
    assert kinds(voices_of(source, TWO, sees)) == []


def test_a_headline_is_no_word_of_its_own():
    words = "that three of its men were wounded when Chile opened fire"
    one = tell("a.txt", f"The Bolivian defence ministry said {words}.", "Norte Post", MINISTRY)
    two = PageOf("b.txt", date(2024, 6, 4), "Puna Radio")
    two.tell("Chile and Bolivia clash", "clash", [CHILE], [BOLIVIA], block="headline")
    two.tell(f"In La Paz it was said on Monday evening {words}.", "clash", [CHILE], [BOLIVIA], attribution=MINISTRY)
    assert len(voices_of(one, two.read())) == 1


def test_every_claim_and_page_is_in_one_voice_whatever_the_order():
    note = tell(
        "c.txt", "Chile fought Bolivia.", "Digest", genre="relay", before=["As the Norte Post has it, it was brief."]
    )
    alike = tell("d.txt", "A firefight between Chile and Bolivia broke out at the frontier!", "Puna Radio")
    readings = [ONE, TWO, note, alike]
    groups = {frozenset(frozenset(voice.documents) for voice in voices_of(*order)) for order in permutations(readings)}
    assert len(groups) == 1 and sum(map(len, next(iter(groups)))) == 4


def test_origins_of_an_event_are_its_voices():
    words = "that three of its men were wounded when Chile opened fire"
    one = tell("a.txt", f"The Bolivian defence ministry said {words}.", "Norte Post", MINISTRY)
    two = tell(
        "b.txt",
        f"It was added in La Paz late on Monday evening {words}, as a statement has it.",
        "Puna Radio",
        MINISTRY,
    )
    (event,) = consolidate([one, two], KNOWLEDGE).events
    assert (event.documents, event.origins) == (2, 1)
    assert event.confidence == 0.8
