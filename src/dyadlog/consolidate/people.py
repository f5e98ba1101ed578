"""People as one across pages: which page-level ids are one person."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dyadlog.consolidate.namings import Named
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.offices import Offices
from dyadlog.knowledge.transliteration import SAME, core_words, name_similarity, same_person

CLOSE = 0.8
"""From this similarity on two full names are one person's where their office and state agree as well."""


@dataclass(frozen=True, slots=True)
class People:
    """What the whole record knows of people: page-level ids that stand for another, their states and their offices."""

    identities: Mapping[str, str]
    states: Mapping[str, tuple[str, ...]]
    posts: Mapping[str, frozenset[str]]


@dataclass(slots=True)
class Card:
    """What all pages say of one page-level id of a person."""

    actor_id: str
    order: int
    names: Counter[str]
    states: frozenset[str]
    offices: frozenset[str]

    @property
    def name(self) -> str:
        """The fullest spelling; of several the most frequent, then the first by letters."""
        return min(self.names, key=lambda name: (-len(core_words(name)), -self.names[name], name))

    @property
    def is_full(self) -> bool:
        """Whether the name has more than one word that tells people apart."""
        return len(core_words(self.name)) > 1


def link_people(named: Mapping[str, Named]) -> dict[str, str]:
    """Every page-level id of a person that is not canonical itself, with the canonical id it stands for.

    Full names are linked first, each group only while all its names can be one person's. A lone surname joins a group
    only where exactly one can be meant, so that it never ties two bearers of one surname together.
    What people of other families are called has no say in it (``find_kin_of_people``).
    """
    cards = _make_cards(named)
    groups = _group_full_names([card for card in cards if card.is_full])
    _attach_lone_names([card for card in cards if not card.is_full], groups)
    identities: dict[str, str] = {}
    for group in groups:
        canonical = min(group, key=lambda card: (not card.is_full, -sum(card.names.values()), card.order)).actor_id
        identities |= {card.actor_id: canonical for card in group if card.actor_id != canonical}
    return identities


def find_kin_of_people(
    named: Mapping[str, Named], known: Mapping[str, Named] | None = None
) -> Iterator[tuple[str, str]]:
    """Pairs of page-level ids that may be one person's or bear one surname, each with each other; where some are
    ``known``, each only with those and with each other. Families are all that such pairs connect: who is who within
    one follows from the names in it alone."""
    cards = _make_cards(named)
    shelves: dict[str, list[Card]] = defaultdict(list)
    for card in _make_cards(known or {}):
        for key in keys_of_person(card.names):
            shelves[key].append(card)
    for card in cards:
        keys = keys_of_person(card.names)
        nearby = {other.actor_id: other for key in keys for other in shelves[key]}
        yield from ((card.actor_id, other.actor_id) for other in nearby.values() if _are_kin(card, other))
        for key in keys:
            shelves[key].append(card)


def _make_cards(named: Mapping[str, Named]) -> list[Card]:
    people = sorted((one for one in named.values() if one.is_named_person), key=lambda one: one.place)
    return [_make_card(number, one) for number, one in enumerate(people)]


def _are_kin(card: Card, other: Card) -> bool:
    """Whether one of two people can have a say in who the other is."""
    if card.is_full and other.is_full:
        apart = card.states and other.states and not card.states & other.states
        return not apart and _closeness(card, other) >= CLOSE
    return name_similarity(core_words(card.name)[-1], core_words(other.name)[-1]) >= SAME


def _make_card(order: int, named: Named) -> Card:
    offices = frozenset(plain_office(office) for office in named.offices)
    return Card(named.actor_id, order, named.names, frozenset((*named.states, *named.post_states)), offices)


def collect_posts(
    named: Mapping[str, Named], identities: Mapping[str, str], knowledge: Knowledge
) -> dict[str, frozenset[str]]:
    """The offices that any page gives each person, as knowledge knows them."""
    posts: dict[str, set[str]] = defaultdict(set)
    for one in named.values():
        for office in one.offices if one.is_person else ():
            posts[identities.get(one.actor_id, one.actor_id)].update(name_posts(office, knowledge))
    return {person: frozenset(names) for person, names in posts.items()}


def name_posts(office: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The offices that a title names ("deputy premier and foreign minister" are two)."""
    return _match_posts(office, knowledge.offices)


@lru_cache(maxsize=50_000)
def _match_posts(office: str, offices: Offices) -> tuple[str, ...]:
    return tuple(match.office.office_id for match in offices.match_titles(office.split()))


def plain_office(office: str) -> str:
    """The words of an office without regard to case and spacing."""
    return " ".join(office.casefold().split())


def _group_full_names(cards: Sequence[Card]) -> list[list[Card]]:
    """Groups of full names; a name joins the first group all of whose names it fits."""
    groups: list[list[Card]] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    for card in sorted(cards, key=lambda card: (-sum(card.names.values()), card.order)):
        nearby = sorted({number for key in keys_of_person(card.names) for number in by_word[key]})
        fitting = [number for number in nearby if all(_can_be_one(card, other) for other in groups[number])]
        if fitting:
            number = max(fitting, key=lambda n: (_closeness(card, groups[n][0]), -n))
            groups[number].append(card)
        else:
            number = len(groups)
            groups.append([card])
        for key in keys_of_person(card.names):
            if number not in by_word[key]:
                by_word[key].append(number)
    return groups


def keys_of_person(names: Iterable[str]) -> list[str]:
    """What two spellings of one name have in common for certain enough: a word's first consonants."""
    words = [word for name in names for word in core_words(name)]
    return sorted({_consonants(word) for word in words} | {_consonants("".join(words[-2:]))})


def _consonants(word: str) -> str:
    """A coarse key: the letters that romanisations seldom touch, three at most."""
    plain = word.translate(str.maketrans("qgckwvzsjd", "kkkkvvsssz", "aeiouyh'"))
    squeezed = "".join(letter for i, letter in enumerate(plain) if i == 0 or plain[i - 1] != letter)
    return squeezed[:3] or word[:1]


def _closeness(card: Card, other: Card) -> float:
    return name_similarity(card.name, other.name)


def _can_be_one(card: Card, other: Card) -> bool:
    """Whether two cards with full names can be one person's."""
    if card.states and other.states and not card.states & other.states:
        return False
    if same_person(card.name, other.name):
        return True
    same_office = bool(card.offices & other.offices) and bool(card.states & other.states)
    return same_office and _closeness(card, other) >= CLOSE


def _attach_lone_names(cards: Sequence[Card], groups: list[list[Card]]) -> None:
    """Give a lone surname to the one group it can mean, or to a group of its own."""
    lone: list[list[Card]] = []
    surnames: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for key in sorted({key for card in group for key in keys_of_person(card.names)}):
            surnames[key].append(number)
    for card in cards:
        nearby = sorted({number for key in keys_of_person(card.names) for number in surnames[key]})
        fitting = [groups[n] for n in nearby if _bears_surname(card, groups[n])]
        if len(fitting) > 1:
            fitting = [group for group in fitting if any(card.offices & other.offices for other in group)]
        if len(fitting) == 1:
            fitting[0].append(card)
            continue
        twin = next((group for group in lone if _same_lone_name(card, group[0])), None)
        if twin is not None and not fitting:
            twin.append(card)
        else:
            lone.append([card])
    groups.extend(lone)


def _bears_surname(card: Card, group: Sequence[Card]) -> bool:
    """Whether the lone word is the last word of the group's fullest name, and nothing speaks against it."""
    states = set().union(*(other.states for other in group))
    if not card.states or not states or not card.states & states:
        return False
    return any(other.is_full and _share_key(card, other) and _are_kin(card, other) for other in group)


def _same_lone_name(card: Card, other: Card) -> bool:
    return card.states == other.states and _share_key(card, other) and _are_kin(card, other)


def _share_key(card: Card, other: Card) -> bool:
    return not set(keys_of_person(card.names)).isdisjoint(keys_of_person(other.names))
