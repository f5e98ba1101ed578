"""Headlines whose verb the reader takes for a noun: "Peru, Chile exchange fire".

Where a sentence begins with a list of states and has no finite verb, it is read again with a plural noun phrase in
place of the list, which leaves no doubt what the next word is.
"""

from collections.abc import Sequence
from dataclasses import replace

from dyadlog.encoder import Masked, StateWords
from dyadlog.parse.reader import Analysis

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
SUBJECT = ("The", "two", "countries")
FILLERS = ("other", "big", "old", "rich", "northern", "great")
"""Put between "The" and "two" where the list has more words."""


def leading_list(words: Sequence[str], masked: Masked) -> tuple[StateWords, ...]:
    """The states whose list begins the sentence, two at least; none where it has no such list."""
    run: list[StateWords] = []
    for state in masked.states:
        start = run[-1].last + 1 if run else 0
        between = [word.lower() for word in words[start : state.first]]
        if between not in ([[","], ["and"], ["&"], [",", "and"]] if run else [[]]) or state.role == "adjective":
            break
        run.append(state)
    return tuple(run) if len(run) > 1 else ()


def word_as_subject(masked: Masked, states: Sequence[StateWords]) -> tuple[str, ...] | None:
    """The masked words with "The two countries" over the list of states; None where the list is too long for it."""
    count = states[-1].last + 1
    if not len(SUBJECT) <= count <= len(SUBJECT) + len(FILLERS):
        return None
    phrase = (SUBJECT[0], *FILLERS[: count - len(SUBJECT)], *SUBJECT[1:])
    return phrase + masked.words[count:]


def is_verbless(analysis: Analysis) -> bool:
    """Whether a sentence has no finite verb and no infinitive as its root."""
    root = next(word for word, head in enumerate(analysis.heads) if word == head)
    return analysis.tags[root] != "VB" and not FINITE.intersection(analysis.tags)


def graft_list(states: Sequence[StateWords], first_reading: Analysis, second: Analysis) -> Analysis:
    """The second reading with the list of states put back: the first state is the subject, the others its conjuncts.

    Where the second reading has found no verb for the list, the first stands.
    """
    noun = states[-1].last
    verb = second.heads[noun]
    if verb <= noun or second.relations[noun] != "nsubj" or second.heads[verb] != verb or second.pos[verb] != "VERB":
        return first_reading
    heads, relations = list(second.heads), list(second.relations)
    heads = [states[0].last if head == noun else head for head in heads]
    for state in states:
        for word in range(state.first, state.last):
            heads[word], relations[word] = state.last, "compound"
        heads[state.last], relations[state.last] = states[0].last, "conj"
    heads[states[0].last], relations[states[0].last] = verb, "nsubj"
    for word in range(noun):
        if not any(state.first <= word <= state.last for state in states):
            following = next(state for state in states if state.first > word)
            heads[word] = following.last
            relations[word] = "cc" if first_reading.pos[word] == "CCONJ" else "punct"
    count = noun + 1
    return replace(
        second,
        heads=tuple(heads),
        relations=tuple(relations),
        pos=first_reading.pos[:count] + second.pos[count:],
        tags=first_reading.tags[:count] + second.tags[count:],
        morphs=first_reading.morphs[:count] + second.morphs[count:],
        names=first_reading.names[:count] + second.names[count:],
    )
