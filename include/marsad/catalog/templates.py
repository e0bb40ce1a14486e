"""URLs of the catalogue in which a day is left open."""

from datetime import date

PLACEHOLDERS = ("{day}", "{yyyy}", "{mm}", "{dd}")


def fill_day(template: str, day: date) -> str:
    """`template` with {day} as YYYY-MM-DD, {yyyy}, {mm} and {dd} as the digits of `day`."""
    iso = day.isoformat()
    for placeholder, digits in zip(PLACEHOLDERS, (iso, *iso.split("-")), strict=True):
        template = template.replace(placeholder, digits)
    return template
