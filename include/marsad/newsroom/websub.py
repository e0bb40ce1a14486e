"""The address where WebSub hubs reach us. Hubs have no login: who knows the token may speak, who signs is believed.

Nothing else lives here, for a proxy makes this address public. What a hub pushes is not read: a ping wakes the feed,
and the poller asks the outlet itself (docs/adr/0010).
"""

import asyncio
import hmac
import logging
import re
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from fastapi import FastAPI, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import PlainTextResponse, Response
from starlette.requests import ClientDisconnect

from marsad.errors import MarsadError
from marsad.feeds.websub import Signature, intent_of, is_signed, signature_of
from marsad.model import SubscriptionState
from marsad.pipeline.answer_hubs import answer_intent, count_ping, find_subscription
from marsad.pipeline.clock import Clock, utc_now

log = logging.getLogger(__name__)

MAX_BYTES = 10_000_000
BODY_DEADLINE = 30.0  # seconds
AT_ONCE = 4  # threads and connections to Postgres: a flood of pings must leave the API server its own
RETRY_AFTER = 60  # seconds, for a hub that finds Postgres away
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")  # token_urlsafe(32): anything else is not looked up
_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}

P = ParamSpec("P")
T = TypeVar("T")


def create_callback_app(dsn: str, clock: Clock = utc_now) -> FastAPI:
    """The app, to be mounted at `feeds.websub.CALLBACK_PATH`. `dsn` is the warehouse's."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    turns = asyncio.Semaphore(AT_ONCE)

    async def ask(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do the database's part in a thread; 503 when it cannot be done now."""
        try:
            async with turns:
                return await run_in_threadpool(work, *args, **kwargs)
        except MarsadError as error:
            log.warning("a hub was told to come again: %s", error)
            raise HTTPException(503, headers={"Retry-After": str(RETRY_AFTER)}) from error

    @app.get("/{token}")
    async def verify(token: str, request: Request) -> Response:
        """A hub verifies a request of ours, or denies a subscription."""
        intent = intent_of(request.query_params)
        if not _TOKEN.fullmatch(token) or not await ask(answer_intent, dsn, token, intent, clock()):
            raise HTTPException(404)
        return PlainTextResponse("" if intent.mode == "denied" else intent.challenge, headers=_HEADERS)

    @app.post("/{token}")
    async def take_ping(token: str, request: Request) -> Response:
        """A hub tells that its topic changed. 202 also for a ping that is ignored: its sender learns nothing."""
        subscription = await ask(find_subscription, dsn, token) if _TOKEN.fullmatch(token) else None
        if subscription is None:
            raise HTTPException(404)
        if subscription.state is SubscriptionState.ENDED:
            raise HTTPException(410)
        signature = signature_of(request.headers.get("x-hub-signature"))
        is_good = await _is_body_signed(request, signature, subscription.secret)
        await ask(count_ping, dsn, subscription, is_good, clock())
        return Response(status_code=202)

    return app


async def _is_body_signed(request: Request, signature: Signature | None, secret: str) -> bool:
    """Read the body to its end, keeping none of it. 413 when it is too big, 408 when it does not come."""
    mac = hmac.new(secret.encode(), digestmod=signature.algorithm if signature else "sha256")
    size = 0
    try:
        async with asyncio.timeout(BODY_DEADLINE):
            async for chunk in request.stream():
                size += len(chunk)
                if size > MAX_BYTES:
                    raise HTTPException(413)
                mac.update(chunk)
    except (TimeoutError, ClientDisconnect) as error:
        raise HTTPException(408) from error
    return signature is not None and is_signed(signature, mac)
