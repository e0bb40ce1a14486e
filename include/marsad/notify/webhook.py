"""JSON by POST. The address is the operator's own, so it may lie on the private network, unlike an outlet's."""

import asyncio
from collections.abc import Mapping
from typing import Any

import aiohttp

from marsad.errors import RetryableError
from marsad.target import NAME

TIMEOUT = aiohttp.ClientTimeout(total=15)


def post_json(url: str, label: str, body: Mapping[str, Any]) -> None:
    """Post it. Raises RetryableError that shows `label` instead of the URL, which is a secret."""
    asyncio.run(_post(url, label, body))


async def _post(url: str, label: str, body: Mapping[str, Any]) -> None:
    try:
        async with (
            aiohttp.ClientSession(timeout=TIMEOUT) as client,
            # A redirect would turn the POST into a GET, or carry the message to a stranger.
            client.post(url, json=body, allow_redirects=False) as answer,
        ):
            status = answer.status
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        # `from None`: what aiohttp says of it holds the URL.
        raise RetryableError(NAME, f"{label} cannot be reached: {type(error).__name__}") from None
    if not 200 <= status < 300:
        raise RetryableError(NAME, f"{label} answered {status}", status=status)
