"""Corrections: what the reader gets wrong in news, put right where the words leave no doubt.

Each rule is about the grammar of news (lists of states, titles after a state's name, the infinitive of headlines, the
reporting clause at the end), not about any state. ``benchmarks/model.py`` shows what they cost and gain on treebanks.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dyadlog.encoder.masking import PLAIN, WITH_ARTICLE, Masked, StateWords
from dyadlog.parse.coordination import lift_conjuncts
from dyadlog.parse.datelines import find_mark
from dyadlog.parse.drafts import SUBJECTS, Draft
from dyadlog.parse.reader import Analysis
from dyadlog.parse.sources import free_sources

LOOSE = frozenset(("appos", "nmod:unmarked", "flat", "list", "dep", "compound", "nmod:desc", "parataxis", "nmod"))
"""Relations the reader gives to the second name of a list when it misses the list."""
NOMINAL = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "conj"))
RELATIVES = frozenset(("WDT", "WP", "WP$"))
SINGULAR = {"NNS": "NN", "NNPS": "NNP"}
DASHES = frozenset("-‐‑–—/")
NAMES = frozenset(("name", "abbreviation"))


def correct(words: Sequence[str], masked: Masked, analysis: Analysis) -> Analysis:
    """The analysis with the rules of this module applied, in order."""
    draft = Draft(words, analysis)
    restore_commas(draft, masked)
    free_dateline(draft)
    morphs = tuple("" if word in masked.commas else morph for word, morph in enumerate(analysis.morphs))
    join_lists(draft, masked)
    join_compounds(draft, masked.states)
    attach_titles(draft, masked.states)
    join_titles(draft)
    promote_infinitive(draft)
    lift_conjuncts(draft)
    free_sources(draft)
    share_subjects(draft, masked.states)
    join_plural(draft)
    mend_relatives(draft)
    lift_measures(draft)
    mend_stand_ins(draft, masked)
    name_states(draft, masked.states)
    trim_names(draft)
    return replace(
        analysis,
        pos=tuple(draft.pos),
        tags=tuple(draft.tags),
        morphs=morphs,
        heads=tuple(draft.heads),
        relations=tuple(draft.relations),
        names=tuple(draft.names),
    )


def restore_commas(draft: Draft, masked: Masked) -> None:
    """A comma that the reader saw as "and" is a comma again."""
    for comma in masked.commas:
        draft.pos[comma], draft.tags[comma] = "PUNCT", ","
        if not draft.children(comma) and draft.heads[comma] != comma:
            draft.relations[comma] = "punct"


def free_dateline(draft: Draft) -> None:
    """The place a report is sent from is no subject: the noun after its mark, which the reader hangs on it, is ("LIMA –
    President X said")."""
    mark = find_mark(draft.words)
    if mark is None:
        return
    place = draft.top(0, mark)
    nouns = [word for word in draft.children(place) if word > mark and draft.relations[word] in {"appos", "parataxis"}]
    nouns = [word for word in nouns if draft.pos[word] in {"NOUN", "PROPN"}]
    if draft.relations[place] in SUBJECTS and nouns and draft.heads[place] > nouns[0]:
        draft.attach(nouns[0], draft.heads[place], draft.relations[place])
        for word in draft.children(place):
            if word > mark:
                draft.move(word, nouns[0])
        draft.move(place, nouns[0], "dep")


def join_lists(draft: Draft, masked: Masked) -> None:
    """ "X, Y and Z", and "X, Y" in a headline: the later states are conjuncts of the first."""
    for start, state in enumerate(masked.states):
        run, sure = [state], False
        for following in masked.states[start + 1 :]:
            between = draft.words[run[-1].last + 1 : following.first]
            if PLAIN.get(following.role) != PLAIN.get(state.role) or list(between) not in (
                [","],
                [",", "and"],
                ["and"],
            ):
                break
            run.append(following)
            sure = following.first - 1 in masked.commas
            if sure or "and" in between:
                break
        whole = sure or (len(run) > 2 and draft.words[run[-1].first - 1] == "and")
        if not whole or state.role not in ("name", "abbreviation", "capital"):
            continue
        first = draft.top(state.first, state.last)
        for item in run[1:]:
            top = draft.top(item.first, item.last)
            if draft.relations[top] in LOOSE or (sure and draft.heads[top] != first and draft.heads[first] != top):
                draft.attach(top, first, "conj")


def join_compounds(draft: Draft, states: Sequence[StateWords]) -> None:
    """ "X-Y border": X and Y are of the noun, as Universal Dependencies has it: X on Y, Y on the noun."""
    for left, right in pairwise(states):
        noun = right.last + 1
        if right.first != left.last + 2 or draft.words[left.last + 1] not in DASHES or noun >= len(draft.words):
            continue
        while (
            noun + 1 < len(draft.words) and draft.relations[noun] in ("amod", "compound") and draft.heads[noun] > noun
        ):
            noun = draft.heads[noun]
        x, y = draft.top(left.first, left.last), draft.top(right.first, right.last)
        if draft.pos[noun] not in ("NOUN", "PROPN") or draft.relations[noun] == "nmod:desc":
            continue
        outside = draft.relations[x] in SUBJECTS or draft.relations[y] in SUBJECTS or draft.heads[noun] in (x, y)
        if outside or draft.heads[y] == x:
            draft.attach(y, noun, "amod" if right.role == "adjective" else "compound")
            draft.attach(x, y, "compound")
            draft.move(left.last + 1, x, "punct")


def attach_titles(draft: Draft, states: Sequence[StateWords]) -> None:
    """ "X President N": the state's name belongs to the title or noun right after it."""
    for state in states:
        noun = state.last + 1
        if state.role not in NAMES or noun >= len(draft.words) or draft.pos[noun] not in ("NOUN", "PROPN"):
            continue
        top = draft.top(state.first, state.last)
        below = draft.heads[noun] == top and draft.relations[noun] in ("nmod:unmarked", "appos", "flat", "dep", "list")
        title = draft.relations[noun] == "nmod:desc" and draft.heads[noun] > noun
        both = draft.relations[noun] in SUBJECTS and draft.heads[noun] == draft.heads[top]
        if (
            draft.relations[top] in SUBJECTS | {"nmod", "obl", "root"}
            and draft.heads[top] != noun
            and (below or title or both)
        ):
            for child in draft.children(top):
                if not state.first <= child <= state.last and child != noun and child > noun:
                    draft.move(child, noun)
            draft.attach(top, noun, "compound")


def join_titles(draft: Draft) -> None:
    """A title hangs on the name it stands before, and what the title is of on the title.

    "met Prime Minister N": one object, not two; "Secretary of State N": the title is not the head of the name;
    "Foreign Ministry spokesman N": the ministry is of the spokesman, not a second title of N.
    """
    for title in range(len(draft.words) - 1):
        name, head = title + 1, draft.heads[title + 1]
        if draft.pos[title] not in ("NOUN", "PROPN") or draft.tags[title] in ("NNS", "NNPS"):
            continue
        relations = draft.relations[title], draft.relations[name]
        same_head = draft.heads[title] == head and head not in (title, name)
        begins = draft.names[name] == "B-PER"
        if same_head and begins and relations[0] == relations[1] and relations[0] in NOMINAL:
            if any(draft.relations[child] in ("det", "nmod:poss") for child in draft.children(title)):
                draft.move(name, title, "appos")
            else:
                draft.move(title, name, "nmod:desc")
        elif begins and relations[1] == "flat" and "of" in draft.words[head:name] and "," not in draft.words[head:name]:
            draft.attach(head, name, "nmod:desc")
            for child in draft.children(name):
                if head < child < title and draft.relations[child] == "case":
                    draft.move(child, title)
            for child in draft.children(head):
                if child > name and draft.relations[child] == "flat":
                    draft.move(child, name)
        elif same_head and relations == ("nmod:desc", "nmod:desc") and is_body_before_office(draft, title):
            draft.move(title, name, "compound")
            for child in draft.children(name):
                if child < title and draft.relations[child] in ("amod", "compound"):
                    draft.move(child, title)


def is_body_before_office(draft: Draft, word: int) -> bool:
    """Whether a word with a capital stands before one without: "Ministry spokesman", but not "Mr. chairman"."""
    return draft.words[word + 1].islower() and draft.words[word][:1].isupper() and draft.words[word][-1:] != "."


def promote_infinitive(draft: Draft) -> None:
    """ "X to visit Y", a headline: the infinitive is the root, and X its subject."""
    root = next(word for word, head in enumerate(draft.heads) if word == head)
    if draft.words[-1] in ".?!" or draft.pos[root] not in ("NOUN", "PROPN"):
        return
    if any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in draft.tags):
        return
    for verb in draft.children(root):
        marked = any(
            draft.words[child].lower() == "to" and draft.relations[child] == "mark" for child in draft.children(verb)
        )
        if draft.relations[verb] in ("acl", "advcl") and draft.tags[verb] == "VB" and verb > root and marked:
            draft.attach(root, verb, "nsubj")
            for child in draft.children(root):
                if child > verb:
                    draft.move(child, verb)
            return


def share_subjects(draft: Draft, states: Sequence[StateWords]) -> None:
    """Two subjects of one verb: the first is that of the clause before it, or joined to the second, or the second is
    the verb's object."""
    for verb in range(len(draft.words)):
        children = draft.children(verb)
        subjects = [child for child in children if draft.relations[child] in SUBJECTS]
        if len(subjects) != 2:
            continue
        first, second = subjects
        clauses = [child for child in children if draft.relations[child] in ("ccomp", "parataxis") and first < child]
        if clauses and clauses[0] < max(second, verb):
            below = [draft.relations[child] for child in draft.children(clauses[0])]
            if not any(relation.startswith(("nsubj", "csubj")) for relation in below):
                draft.move(first, clauses[0])
                draft.relations[first] = "nsubj:pass" if "aux:pass" in below else "nsubj"
        elif first < verb < second:
            objects = any(draft.relations[child] in ("obj", "expl", "cop") for child in children)
            if draft.pos[verb] == "VERB" and not objects and "," not in draft.words[verb:second]:
                draft.relations[second] = "obj"
        elif (
            second < verb and draft.words[first:second].count(",") == 1 and both_of_states(draft, first, second, states)
        ):
            for child in draft.children(second):
                if child < first:
                    draft.move(child, first)
            draft.attach(second, first, "conj")


def both_of_states(draft: Draft, first: int, second: int, states: Sequence[StateWords]) -> bool:
    """Whether each of two nouns, a comma between them, has a word before it that says of which state it is."""
    comma = draft.words.index(",", first) if "," in draft.words[first:second] else second
    starts = [state.first for state in states if state.last < second]
    return bool(starts) and starts[0] <= first and any(comma < start for start in starts)


def join_plural(draft: Draft) -> None:
    """ "A's minister N, B's minister M discuss": with a plural verb, and no comma before it, M is no apposition."""
    for subject, verb in enumerate(list(draft.heads)):
        if draft.relations[subject] != "nsubj" or draft.tags[verb] != "VBP" or draft.tags[subject] not in ("NN", "NNP"):
            continue
        joined = {draft.relations[child] for child in draft.children(subject)}
        late = [
            word for word in range(subject, verb) if draft.relations[word] == "appos" and draft.is_under(word, subject)
        ]
        commas = [word for word in range(subject, verb) if draft.words[word] == ","]
        if late and len(commas) == 1 and "conj" not in joined and commas[0] < late[-1] and subject < commas[0]:
            draft.move(late[-1], subject, "conj")


def mend_relatives(draft: Draft) -> None:
    """A clause with a relative pronoun of its own is a relative clause."""
    for clause, relation in enumerate(draft.relations):
        if relation == "acl" and any(draft.tags[child] in RELATIVES for child in draft.children(clause)):
            draft.relations[clause] = "acl:relcl"


def lift_measures(draft: Draft) -> None:
    """In "two weeks after he left" the weeks hang on the verb, not on "after"."""
    for measure, relation in enumerate(draft.relations):
        mark = draft.heads[measure]
        if relation == "obl:unmarked" and draft.relations[mark] == "mark":
            draft.move(measure, draft.heads[mark])


def mend_stand_ins(draft: Draft, masked: Masked) -> None:
    """The words that stand in for plural names too ("the United States") are singular where they stand for
    themselves: training has shown the reader a plural "Kingdom"."""
    for word, (tag, seen) in enumerate(zip(draft.tags, masked.words, strict=True)):
        if tag in SINGULAR and seen == draft.words[word] and seen.lower() == WITH_ARTICLE[1].lower():
            draft.tags[word] = SINGULAR[tag]


def name_states(draft: Draft, states: Sequence[StateWords]) -> None:
    """States' names and capitals are places, their adjectives and people peoples, unless a longer name holds them."""
    for state in states:
        kinds = {draft.names[word][2:] for word in range(state.first, state.last + 1)}
        before = draft.names[state.first][:1] == "I"
        after = state.last + 1 < len(draft.words) and draft.names[state.last + 1][:1] == "I"
        if (before or after) and "PER" not in kinds:
            continue
        kind = "GPE" if state.role in ("name", "abbreviation", "capital") else "NORP"
        for word in range(state.first, state.last + 1):
            draft.names[word] = f"{'B' if word == state.first else 'I'}-{kind}"
        if after:
            draft.names[state.last + 1] = f"B{draft.names[state.last + 1][1:]}"


def trim_names(draft: Draft) -> None:
    """A person's name has a proper noun and begins after the titles; any name but an office has a capital letter, where
    the sentence has capitals."""
    cased = any(word[:1].isupper() for word in draft.words[1:] if word != "I")
    start = 0
    for end in range(1, len(draft.names) + 1):
        if end < len(draft.names) and draft.names[end][0] == "I":
            continue
        kind = draft.names[start][2:]
        begin = start
        if kind == "PER":
            while begin < end and is_title(draft, begin, end):
                begin += 1
            if set(draft.pos[begin:end]) <= {"ADJ", "NOUN", "ADP", "DET"}:
                begin = end
        if cased and kind != "TITLE" and not any(char.isupper() for word in draft.words[begin:end] for char in word):
            begin = end
        draft.names[start:begin] = ["O"] * (begin - start)
        if kind and begin < end:
            draft.names[begin] = f"B-{kind}"
        start = end


def is_title(draft: Draft, word: int, end: int) -> bool:
    """Whether a word belongs to the titles before a name, itself or with the word it hangs on; ``end`` as given by the
    span that may hold both."""
    for _ in range(4):
        head = draft.heads[word]
        if draft.relations[word] == "nmod:desc":
            return head > word
        if draft.relations[word] not in ("amod", "compound", "nmod", "case", "det") or head >= end + 1 or head == word:
            return False
        word = head
    return False
