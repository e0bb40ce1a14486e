"""How sure an event is.

By the rules alone: the rule's own confidence, raised by what was found around the trigger (.1 each for actor and
recipient, .05 each for place, date and counts), and lowered by .15 for each sign of background: a definite noun without
arguments, a conflict's noun without date, counts or a verb that governs it, a verb in a relative clause.

With the network: a logistic regression on its log-odds and on whether a rule agrees, one whose own figure reaches
FLOOR_OF_RULES, fitted to the annotated articles that training left out (training/weigh.py): the probability that a
reader would have found the event too.
"""

import math

from marsad.annotate.roles import Frame
from marsad.annotate.triggers import Trigger

FLOOR_OF_RULES = 0.5  # by the rules alone
_OFTEN_BACKGROUND = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_LEAST, _MOST = 0.1, 0.95  # what is beyond says nothing more

WEIGHTS = (-0.38, 0.56, 0.41)  # of the features below, as training/weigh.py fits them to tagger 4.7.0
FLOOR = 0.52  # what is less sure is not reported
HEARD = 0.35  # a less sure telling that no rule agrees with adds nothing to an event that another one reports


def by_rules(frame: Frame, *, has_actors: bool, has_recipients: bool, details: int, is_told: bool) -> float:
    """The rules' own figure; `details` are the place, the date and the counts that were found."""
    confidence = frame.trigger.rule.confidence + 0.1 * has_actors + 0.1 * has_recipients + 0.05 * details
    return confidence - 0.15 * _background(frame, has_arguments=has_actors or has_recipients, is_told=is_told)


def agrees(trigger: Trigger, ruled: float) -> bool:
    """Whether a rule found the trigger and is sure enough itself; `ruled` is its figure."""
    return bool(trigger.rule.triggers) and ruled >= FLOOR_OF_RULES


def features(trigger: Trigger, ruled: float) -> tuple[float, float, float]:
    """Of the regression: a constant, the network's log-odds, whether a rule agrees. `ruled` is the rules' figure."""
    likely = min(max(trigger.likelihood, _LEAST), _MOST)
    return 1.0, math.log(likely / (1 - likely)), float(agrees(trigger, ruled))


def combined(trigger: Trigger, ruled: float, weights: tuple[float, ...] = WEIGHTS) -> float:
    """The probability of the event; `ruled` is the rules' own figure."""
    odds = sum(w * x for w, x in zip(weights, features(trigger, ruled), strict=True))
    return 1 / (1 + math.exp(-odds))


def _background(frame: Frame, *, has_arguments: bool, is_told: bool) -> int:
    """How many signs say that the trigger is mentioned in passing (GUIDE 8)."""
    trigger, scene = frame.trigger, frame.scene
    if not (trigger.rule.actor or trigger.rule.recipient):
        return 0
    is_told_anew = scene.has_stem(trigger.first - 1, scene.grammar.occurrence_verbs)  # «تجددت المظاهرات»
    resumes = trigger.is_definite and not has_arguments and not is_told_anew
    if trigger.rule.type not in _OFTEN_BACKGROUND:
        return int(resumes)
    if trigger.kind == "verb":
        is_relative = scene.key(trigger.first - 1) in scene.grammar.relatives or trigger.has_pronoun
        return int(resumes) + int(is_relative)
    return int(resumes) + int(not is_told and not frame.is_governed())
