"""The newsroom page: the funnel of the last days, how each feed is doing, what waits for a person."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.params import Depends
from fastapi.responses import HTMLResponse, PlainTextResponse
from jinja2 import Environment, PackageLoader

from marsad.errors import MarsadError
from marsad.newsroom.data_docs import page, pages
from marsad.newsroom.overview import overview

TEMPLATES = Environment(loader=PackageLoader("marsad.newsroom"), autoescape=True)


def create_app(dsn: str | None, dependencies: Sequence[Depends], docs: Path | None = None) -> FastAPI:
    """The app. `dependencies` guard every route: Airflow's plugin passes its own login check. `docs`: the gate's pages.

    Without the guard the page would be open to whoever reaches the server, so an empty list is refused.
    """
    if not dependencies:
        raise ValueError("the newsroom page needs a dependency that checks who is asking")
    app = FastAPI(title="Marsad newsroom", dependencies=list(dependencies), docs_url=None, openapi_url=None)

    @app.exception_handler(MarsadError)
    def unavailable(_: Request, error: MarsadError) -> PlainTextResponse:
        """Postgres away is no fault of the page: said in words, with the address but without the password."""
        return PlainTextResponse(f"The warehouse cannot be read now. {error}", status_code=503)

    # A plain function: FastAPI runs it in a thread, so the query does not hold up the API server's loop.
    @app.get("/", response_class=HTMLResponse)
    def newsroom() -> str:
        """The page itself."""
        return TEMPLATES.get_template("newsroom.html").render(overview(dsn) if dsn else {"is_configured": False})

    @app.get("/overview")
    def overview_as_json() -> dict[str, Any]:
        """The same as JSON."""
        return overview(dsn) if dsn else {"is_configured": False}

    @app.get("/data-docs/", response_class=HTMLResponse)
    def data_docs() -> str:
        """What the gate's pages are of."""
        return TEMPLATES.get_template("data_docs.html").render(days=pages(docs) if docs else {})

    @app.get("/data-docs/{place:path}", response_class=HTMLResponse)
    def data_docs_page(place: str) -> str:
        """One of them."""
        text = page(docs, place) if docs else None
        if text is None:
            raise HTTPException(404)
        return text

    return app
