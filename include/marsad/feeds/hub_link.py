"""Where a feed declares its WebSub hub: HTTP Link headers first, then the feed itself (W3C WebSub, section 4)."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit, urlunsplit

from marsad.feeds.parsed import ParsedFeed, web_address
from marsad.model import HubLink
from marsad.text.urls import without_credentials

LONGEST = 1000  # bytes of an address: an index entry of Postgres holds 2,700

# RFC 8288: a link's target and its parameters. Possessive throughout, so that no header is searched twice.
_NAME = r'[^\s=;,"]++'
_VALUE = r'"(?:[^"\\]|\\.)*+"|[^\s;,"]*+'
_LINK = re.compile(rf"<([^<>]*+)>((?:\s*+;\s*+{_NAME}\s*+(?:=\s*+(?:{_VALUE}))?+)*+)")
_PARAMETER = re.compile(rf";\s*+({_NAME})\s*+(?:=\s*+({_VALUE}))?+")


def hub_of(parsed: ParsedFeed, headers: Mapping[str, str], final_url: str) -> HubLink | None:
    """The hub that a feed declares and the topic to subscribe to there; None without one that can be used.

    `headers` are those of the answer at `final_url`, names in lower case, repeated ones joined with a comma. Of several
    hubs the first is taken. A feed that does not name itself is called by the address it came from.
    """
    linked = _links(headers.get("link", ""), final_url)
    hub = without_credentials(linked.get("hub") or parsed.hub or "")
    topic = linked.get("self") or parsed.topic or final_url
    is_usable = hub and max(len(hub.encode()), len(topic.encode())) <= LONGEST
    return HubLink(hub, topic) if is_usable else None


def hub_addresses(hub_url: str) -> tuple[str, ...]:
    """Where to ask a hub: over HTTPS first, also where it is declared with HTTP (section 8.2), then as declared."""
    parts = urlsplit(hub_url)
    if parts.scheme == "http" and ":" not in parts.netloc:
        return urlunsplit(parts._replace(scheme="https")), hub_url
    return (hub_url,)


def _links(header: str, base: str) -> dict[str, str]:
    """The first http(s) address of each relation, absolute."""
    found: dict[str, str] = {}
    for target, parameters in _LINK.findall(header):
        values = {name.lower(): value.strip('"') for name, value in _PARAMETER.findall(parameters)}
        address = web_address(base, target)
        if address and "anchor" not in values:  # an anchor makes it a link of something else
            for relation in values.get("rel", "").lower().split():
                found.setdefault(relation, address)
    return found
