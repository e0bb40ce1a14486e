"""The tables that one DAG fills and the next waits for. A partition of each is one UTC day of publication."""

from airflow.sdk import Asset, AssetWatcher

from marsad.orchestration.triggers import FeedsTrigger

FEED = Asset(
    name="feed",
    uri="marsad://catalogue/feed",
    group="marsad",
    watchers=[AssetWatcher(name="feeds", trigger=FeedsTrigger())],
)
RAW_ENTRY = Asset(name="raw.entry", uri="marsad://warehouse/raw/entry", group="marsad")
# The same table: days that are over, whose work must not stand before today's (docs/adr/0016).
BACKLOG = Asset(name="raw.entry.backlog", uri="marsad://warehouse/raw/entry/backlog", group="marsad")
RAW_PAGE = Asset(name="raw.page", uri="marsad://warehouse/raw/page", group="marsad")
STAGE_ARTICLE = Asset(name="stage.article", uri="marsad://warehouse/stage/article", group="marsad")
STAGE_EVENT = Asset(name="stage.event", uri="marsad://warehouse/stage/event", group="marsad")
CURATED_ARTICLE = Asset(name="curated.article", uri="marsad://warehouse/curated/article", group="marsad")
CURATED_STORY = Asset(name="curated.story", uri="marsad://warehouse/curated/story", group="marsad")
