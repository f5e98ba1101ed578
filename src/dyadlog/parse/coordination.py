"""Coordination: a past-tense verb after ", and" goes on with the sentence's own verb, not with what it reports."""

from dyadlog.parse.drafts import SUBJECTS, Draft

CONTENT = frozenset(("ccomp", "advcl", "xcomp", "acl"))
OTHER_TENSES = frozenset(("VB", "VBG", "VBP", "VBZ"))


def lift_conjuncts(draft: Draft) -> None:
    """ "He proposed that both raise trade, and asked X to ...": ``asked`` goes on with ``proposed``.

    The reader hangs such a verb on the nearer one. Tense tells: a past form cannot go on with a bare verb ("would
    open", "raise") or an infinitive, and it has no subject of its own.
    """
    for verb, tag in enumerate(draft.tags):
        near = draft.heads[verb]
        if tag != "VBD" or draft.relations[verb] != "conj" or draft.tags[near] not in OTHER_TENSES:
            continue
        children = draft.children(verb)
        if any(draft.relations[child] in SUBJECTS for child in children):
            continue
        link = next((child for child in children if draft.relations[child] == "cc"), None)
        main = _find_main(draft, near)
        if link is None or link == 0 or draft.words[link - 1] != "," or main is None or main > near:
            continue
        draft.move(verb, main)


def _find_main(draft: Draft, verb: int) -> int | None:
    """The past-tense verb whose content ``verb`` is."""
    while draft.relations[verb] in CONTENT and draft.heads[verb] != verb:
        verb = draft.heads[verb]
        if draft.tags[verb] == "VBD":
            return verb
    return None
