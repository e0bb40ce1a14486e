"""What the network says of a word beside its name's tag: the event it tells, and who or what takes part."""

from functools import cache

from marsad.annotate import ontology

NO_EVENT = 0  # index into event_types()
REALIS = ("asserted", "negated", "planned", "hypothetical")
# "begin …" marks the first word of each actor or recipient, which parts those that are named one after another.
ROLES = ("actor", "recipient", "place", "date", "source", "begin actor", "begin recipient")


@cache
def event_types() -> tuple[str, ...]:
    """Classes of a word: none, then the ontology's types in their order."""
    return ("none", *ontology.load().types)
