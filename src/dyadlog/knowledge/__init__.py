"""Knowledge: data, not code. Tables that a political scientist can read and extend, and the small loaders.

A user's own folder may hold files of the same names; their rows are read after ours, and a row with the same key
replaces ours.
"""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from dyadlog.errors import KnowledgeError

if TYPE_CHECKING:
    from dyadlog.knowledge.accounts import Accounts
    from dyadlog.knowledge.armed_groups import ArmedGroups
    from dyadlog.knowledge.content_words import ContentWords
    from dyadlog.knowledge.contested_borders import ContestedBorder
    from dyadlog.knowledge.conversions import Conversions
    from dyadlog.knowledge.count_words import CountWords
    from dyadlog.knowledge.cues import Cues
    from dyadlog.knowledge.families import Families
    from dyadlog.knowledge.foreign_types import ForeignTypes
    from dyadlog.knowledge.index_tables import IndexTables
    from dyadlog.knowledge.instrument_words import InstrumentWords
    from dyadlog.knowledge.kinds import Kinds
    from dyadlog.knowledge.ladders import Ladders
    from dyadlog.knowledge.lexicon import Lexicon
    from dyadlog.knowledge.loaded import LoadedTerms
    from dyadlog.knowledge.measures import Measures
    from dyadlog.knowledge.names import NameIndex
    from dyadlog.knowledge.offices import Offices
    from dyadlog.knowledge.ontology import Ontology
    from dyadlog.knowledge.openings import Openings
    from dyadlog.knowledge.organisations import Organisations
    from dyadlog.knowledge.page_words import PageWords
    from dyadlog.knowledge.party_sectors import Sector
    from dyadlog.knowledge.periods import Periods
    from dyadlog.knowledge.places import Places
    from dyadlog.knowledge.plain_words import PlainWords
    from dyadlog.knowledge.state_codes import StateCodes
    from dyadlog.knowledge.states import States
    from dyadlog.knowledge.threads import Threads
    from dyadlog.knowledge.time_words import TimeWords
    from dyadlog.knowledge.topics import Topics
    from dyadlog.knowledge.units import Units
    from dyadlog.knowledge.wording import Wording
    from dyadlog.knowledge.written_forms import WrittenForms

SHIPPED = Path(__file__).parent / "tables"


class Knowledge:
    """All tables, each loaded on first use. ``digest`` changes when any row of any table does."""

    def __init__(self, extra: Sequence[Path] = ()) -> None:
        self.folders = (SHIPPED, *extra)
        for folder in extra:
            if not folder.is_dir():
                raise KnowledgeError(str(folder), None, "is not a folder of knowledge tables")

    def __reduce__(self) -> tuple[type["Knowledge"], tuple[tuple[Path, ...]]]:
        return Knowledge, (self.folders[1:],)

    def files(self, name: str) -> list[Path]:
        """The table ``name`` in every folder that has it, ours first. ``lexicon/*.toml`` patterns are allowed."""
        return [path for folder in self.folders for path in sorted(folder.glob(name))]

    @cached_property
    def digest(self) -> str:
        """Hex SHA-256 over the names and bytes of all tables."""
        return self.digest_of("**/*")

    def digest_of(self, *patterns: str) -> str:
        """Hex SHA-256 over the tables that match: the identity of what a stage was told."""
        digest = hashlib.sha256()
        for folder in self.folders:
            for path in sorted({p for pattern in patterns for p in folder.glob(pattern) if p.is_file()}):
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()

    def check(self) -> None:
        """Load every table. Raises KnowledgeError at the first bad line, with file and line."""
        for name, attribute in vars(type(self)).items():
            if isinstance(attribute, cached_property):
                getattr(self, name)

    @cached_property
    def states(self) -> "States":
        """Every state, present and past, with its names by kind."""
        from dyadlog.knowledge.states import load_states

        return load_states(self)

    @cached_property
    def state_codes(self) -> "StateCodes":
        """Codes and names that other data sets have for states."""
        from dyadlog.knowledge.state_codes import load_state_codes

        return load_state_codes(self)

    @cached_property
    def foreign_types(self) -> "ForeignTypes":
        """Types of event of other data sets, as PLOVER's."""
        from dyadlog.knowledge.foreign_types import load_foreign_types

        return load_foreign_types(self)

    @cached_property
    def party_sectors(self) -> "Mapping[str, Sector]":
        """What parties are called in the actor codes of other data sets."""
        from dyadlog.knowledge.party_sectors import load_party_sectors

        return load_party_sectors(self)

    @cached_property
    def organisations(self) -> "Organisations":
        """International organisations and alliances, with membership by date."""
        from dyadlog.knowledge.organisations import load_organisations

        return load_organisations(self)

    @cached_property
    def accounts(self) -> "Accounts":
        """Outlets that speak for a state, and the words by which accounts of one's own acts are known."""
        from dyadlog.knowledge.accounts import load_accounts

        return load_accounts(self)

    @cached_property
    def armed_groups(self) -> "ArmedGroups":
        """Armed groups; their ties to states are never assumed."""
        from dyadlog.knowledge.armed_groups import load_armed_groups

        return load_armed_groups(self)

    @cached_property
    def offices(self) -> "Offices":
        """Titles, offices and bodies of states."""
        from dyadlog.knowledge.offices import load_offices

        return load_offices(self)

    @cached_property
    def places(self) -> "Places":
        """Cities, provinces, borders and crossings, with country and coordinates."""
        from dyadlog.knowledge.places import load_places

        return load_places(self)

    @cached_property
    def contested_borders(self) -> "tuple[ContestedBorder, ...]":
        """Borders and lands with several claimants, for the map."""
        from dyadlog.knowledge.contested_borders import load_contested_borders

        return load_contested_borders(self)

    @cached_property
    def loaded_terms(self) -> "LoadedTerms":
        """Loaded words with the neutral ones they stand for."""
        from dyadlog.knowledge.loaded import load_loaded_terms

        return load_loaded_terms(self)

    @cached_property
    def names(self) -> "NameIndex":
        """One index over every surface form of states, organisations, armed groups and named bodies."""
        from dyadlog.knowledge.names import build_name_index

        return build_name_index(self)

    @cached_property
    def ontology(self) -> "Ontology":
        """PLOVER with its modes, contexts, scores and CAMEO codes."""
        from dyadlog.knowledge.ontology import load_ontology

        return load_ontology(self)

    @cached_property
    def kinds(self) -> "Kinds":
        """Our fine kinds of act, each under one PLOVER type."""
        from dyadlog.knowledge.kinds import load_kinds

        return load_kinds(self)

    @cached_property
    def families(self) -> "Families":
        """Kinds that different pages use for one sort of happening."""
        from dyadlog.knowledge.families import load_families

        return load_families(self)

    @cached_property
    def conversions(self) -> "Conversions":
        """Units of one kind with their factors, and what figures of a measure can be at most."""
        from dyadlog.knowledge.conversions import load_conversions

        return load_conversions(self)

    @cached_property
    def count_words(self) -> "CountWords":
        """Words by which figures are of one sort, of a part, or of nothing."""
        from dyadlog.knowledge.count_words import load_count_words

        return load_count_words(self)

    @cached_property
    def plain_words(self) -> "PlainWords":
        """Plain words for what others put in loaded ones."""
        from dyadlog.knowledge.plain_words import load_plain_words

        return load_plain_words(self)

    @cached_property
    def measures(self) -> "Measures":
        """What figures count, whatever a page calls it."""
        from dyadlog.knowledge.measures import load_measures

        return load_measures(self)

    @cached_property
    def ladders(self) -> "Ladders":
        """The steps in which one matter goes forward."""
        from dyadlog.knowledge.ladders import load_ladders

        return load_ladders(self)

    @cached_property
    def index_tables(self) -> "IndexTables":
        """Scores and weights of the index of cooperation and conflict."""
        from dyadlog.knowledge.index_tables import load_index_tables

        return load_index_tables(self)

    @cached_property
    def instrument_words(self) -> "InstrumentWords":
        """General words for agreements, pledges, mechanisms and projects."""
        from dyadlog.knowledge.instrument_words import load_instrument_words

        return load_instrument_words(self)

    @cached_property
    def content_words(self) -> "ContentWords":
        """Stems of the words that a text is about."""
        from dyadlog.knowledge.content_words import load_content_words

        return load_content_words(self)

    @cached_property
    def lexicon(self) -> "Lexicon":
        """Verb, noun and adjective frames with roles."""
        from dyadlog.knowledge.lexicon import load_lexicon

        return load_lexicon(self)

    @cached_property
    def cues(self) -> "Cues":
        """Words of modality, negation and attribution."""
        from dyadlog.knowledge.cues import load_cues

        return load_cues(self)

    @cached_property
    def openings(self) -> "Openings":
        """Things that are open or shut, what moves them, and the words for it."""
        from dyadlog.knowledge.openings import load_openings

        return load_openings(self)

    @cached_property
    def page_words(self) -> "PageWords":
        """Words by which the parts of a news page are known, and its genre."""
        from dyadlog.knowledge.page_words import load_page_words

        return load_page_words(self)

    @cached_property
    def periods(self) -> "Periods":
        """Named wars, revolutions and other periods with known dates."""
        from dyadlog.knowledge.periods import load_periods

        return load_periods(self)

    @cached_property
    def threads(self) -> "Threads":
        """What opens, answers, calms and closes an incident between two states."""
        from dyadlog.knowledge.threads import load_threads

        return load_threads(self)

    @cached_property
    def time_words(self) -> "TimeWords":
        """Time words and the grammar of time expressions."""
        from dyadlog.knowledge.time_words import load_time_words

        return load_time_words(self)

    @cached_property
    def topics(self) -> "Topics":
        """What states talk about, with the words for it."""
        from dyadlog.knowledge.topics import load_topics

        return load_topics(self)

    @cached_property
    def units(self) -> "Units":
        """Units, currencies and number words."""
        from dyadlog.knowledge.units import load_units

        return load_units(self)

    @cached_property
    def wording(self) -> "dict[str, Wording]":
        """How the tool puts each kind of act in neutral words of its own."""
        from dyadlog.knowledge.wording import load_wording

        return load_wording(self)

    @cached_property
    def written_forms(self) -> "WrittenForms":
        """How running text is written: abbreviations and the like."""
        from dyadlog.knowledge.written_forms import load_written_forms

        return load_written_forms(self)


@lru_cache(maxsize=8)
def load_knowledge(extra: tuple[Path, ...] = ()) -> Knowledge:
    """The shipped tables and the user's own; one object a process for each choice of folders."""
    return Knowledge(extra)
