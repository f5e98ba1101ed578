"""Modality, negation and attribution as a step of their own: every annotated act at its own trigger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmarks.coded.figures import macro_f1
from benchmarks.coded.stages import Stages, make_document
from corpus.annotation import Act, Sentence
from dyadlog.coding.attribution import find_attribution
from dyadlog.coding.modality import read_modality
from dyadlog.coding.ranker import Tone
from dyadlog.coding.ranking import settle_tone
from dyadlog.coding.scene import set_scenes
from dyadlog.records import Modality


@dataclass(frozen=True)
class Told:
    """One act: how rules and ranker take its tone. ``attributed`` is by the rules."""

    act: Act
    ruled: Modality
    ruled_negated: bool
    tone: Tone
    attributed: bool


def read(sentences: Iterable[Sentence], stages: Stages) -> Iterator[Told]:
    """Every act whose trigger is a word of its sentence."""
    for sentence in sentences:
        document = make_document(sentence.text)
        parse = stages.parse(document)
        scenes = set_scenes(document, parse, stages.resolve(document, parse), stages.knowledge)
        impressions = stages.code.rank([scene.sentence.doc for scene in scenes])
        for act in sentence.acts:
            for scene, impression in zip(scenes, impressions, strict=True):
                start = act.trigger.start - scene.sentence.start
                trigger = next((t for t in scene.tokens if t.idx <= start < t.idx + len(t)), None)
                if trigger is None:
                    continue
                reading = read_modality(scene, trigger, act.event_type)
                chain = find_attribution(scene, trigger)
                ruled: Modality = "claimed" if reading.modality == "asserted" and chain.sources else reading.modality
                tone = impression.act_at(trigger.i).tone
                yield Told(act, ruled, reading.negated, tone, bool(chain.links))


def measure(sentences: Iterable[Sentence], stages: Stages) -> dict[str, dict[str, float]]:
    """Macro F1 of modality and of negation, by rules, ranker, and both as the product joins them in the ranker's own
    claims; attribution by rules."""
    told = list(read(sentences, stages))
    joined = [settle_tone(one.tone, one.ruled, negated=one.ruled_negated) for one in told]
    found = {
        "rules": [(one.ruled, one.ruled_negated) for one in told],
        "ranker": [(one.tone.modality, one.tone.negated > 0.5) for one in told],
        "both": joined,
    }
    figures = {
        name: {
            "modality macro F1": macro_f1(
                [(one.act.modality, answer[0]) for one, answer in zip(told, answers, strict=True)]
            ),
            "modality accuracy": sum(one.act.modality == answer[0] for one, answer in zip(told, answers, strict=True))
            / max(1, len(told)),
            "negation macro F1": macro_f1(
                [(one.act.negated, answer[1]) for one, answer in zip(told, answers, strict=True)]
            ),
        }
        for name, answers in found.items()
    }
    figures["rules"]["attributed macro F1"] = macro_f1([(bool(one.act.spans["by"]), one.attributed) for one in told])
    return figures
