"""`marsad stories`: link articles into stories."""

from marsad.commands.arguments import add_day, parser
from marsad.launch.warehouse import warehouse_dsn
from marsad.pipeline.stories import link_stories
from marsad.settings import load_settings


def main(argv: list[str]) -> int:
    """Days may be given in any order: the stories are the same."""
    arguments = parser(
        "stories", "Link the published articles of days into stories, as far as they are new or changed."
    )
    add_day(arguments, is_required=True, text="UTC day of publication; may be given several times")
    options = arguments.parse_args(argv)
    with warehouse_dsn(load_settings()) as dsn:
        for day in options.day:
            print(link_stories(dsn, day))
    return 0
