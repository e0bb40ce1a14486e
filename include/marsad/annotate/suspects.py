"""Who committed a crime, where the sentence says only who was held for it."""

from collections.abc import Sequence
from dataclasses import replace

from marsad.annotate.merge import Coded
from marsad.annotate.scene import Scene


def with_suspects(scene: Scene, told: Coded, earlier: Sequence[Coded]) -> Coded:
    """«القبض على ثلاثة متهمين بتهمة السرقة»: the act with those held right before it as its actors, in place of nobody
    or of those who hold them; any other act as it is."""
    last = earlier[-1] if told.event.type == "CRIME" and earlier else None
    if last is None or last.event.type != "COERCE" or not last.event.recipients:
        return told
    is_apart = not scene.document.in_one_sentence(last.trigger.start, told.trigger.start)
    if is_apart or told.event.actors not in ((), last.event.actors):
        return told
    suspects = last.event.recipients
    others = tuple(r for r in told.event.recipients if r not in suspects)
    return replace(told, event=replace(told.event, actors=suspects, recipients=others))
