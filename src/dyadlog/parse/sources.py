"""Sources: "according to X," set into a clause is beside its verb; the clause is not about X."""

from dyadlog.parse.drafts import SUBJECTS, Draft

ABOUT = frozenset(("acl", "acl:relcl", "advcl"))
NOUNS = frozenset(("NOUN", "PROPN"))
RELATIVES = frozenset(("which", "whom"))


def free_sources(draft: Draft) -> None:
    """ "An incident in which, according to the navy, a boat fired": ``fired`` is about the incident, not the navy."""
    for according, word in enumerate(draft.words[:-2]):
        if word.lower() != "according" or draft.words[according + 1].lower() != "to":
            continue
        comma = next((at for at in range(according + 2, len(draft.words)) if draft.words[at] == ","), None)
        if comma is None or comma == according + 2:
            continue
        source = draft.top(according + 2, comma - 1)
        verb = next((child for child in draft.children(source) if _is_clause(draft, child, comma)), None)
        if verb is not None:
            _set_beside(draft, according, source, verb)


def _is_clause(draft: Draft, word: int, comma: int) -> bool:
    """Whether a word heads a clause of its own behind the comma."""
    own = any(child > comma and draft.relations[child] in SUBJECTS for child in draft.children(word))
    return word > comma and draft.relations[word] in ABOUT and own


def _set_beside(draft: Draft, according: int, source: int, verb: int) -> None:
    pronoun = according - 2 if according > 1 and draft.words[according - 1] == "," else according - 1
    above, relation = draft.heads[source], "parataxis"
    if pronoun > 0 and draft.words[pronoun].lower() in RELATIVES:
        before = pronoun - 1 if draft.pos[pronoun - 1] == "ADP" else pronoun
        noun = _find_noun(draft, before - 1)
        if noun is not None:
            above, relation = noun, "acl:relcl"
            draft.heads[verb], draft.relations[verb] = above, relation
            draft.move(pronoun, verb, "obl")
            if before != pronoun:
                draft.move(before, pronoun, "case")
    if above == source:  # the source was the root
        above, relation = verb, "root"
    draft.heads[verb], draft.relations[verb] = above, relation
    draft.heads[source], draft.relations[source] = verb, "obl"
    draft.heads[according], draft.relations[according] = source, "case"
    draft.heads[according + 1], draft.relations[according + 1] = according, "fixed"


def _find_noun(draft: Draft, last: int) -> int | None:
    """The noun whose phrase ends at ``last``."""
    if last < 0 or draft.pos[last] not in NOUNS:
        return None
    noun = last
    while draft.relations[noun] == "nmod" and draft.heads[noun] < noun and draft.pos[draft.heads[noun]] in NOUNS:
        noun = draft.heads[noun]
    return noun
