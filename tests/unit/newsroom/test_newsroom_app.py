"""The page's app: guarded on every route, and honest where there is no warehouse."""

import pytest
from fastapi import Depends, HTTPException
from fastapi.testclient import TestClient

from marsad.newsroom.app import create_app

ROUTES = ("/", "/overview")


def nobody():
    raise HTTPException(status_code=401)


def anybody():
    """Lets everyone in."""


def client(guard):
    return TestClient(create_app(None, [Depends(guard)]))


def test_an_app_that_nobody_guards_is_not_built():
    with pytest.raises(ValueError, match="checks who is asking"):
        create_app("postgresql://db.example/news", [])


@pytest.mark.parametrize("route", ROUTES)
def test_who_is_not_let_in_sees_nothing(route):
    answer = client(nobody).get(route)
    assert answer.status_code == 401
    assert "Marsad" not in answer.text


def test_every_route_is_guarded():
    app = create_app(None, [Depends(nobody)])
    paths = [route.path for route in app.routes]
    assert sorted(paths) == sorted(ROUTES)
    for path in (*paths, "/docs", "/redoc", "/openapi.json"):
        assert TestClient(app).get(path).status_code in (401, 404), path


def test_every_guard_is_asked():
    asked = []
    app = create_app(None, [Depends(lambda: asked.append(1)), Depends(nobody)])
    assert TestClient(app).get("/").status_code == 401
    assert asked == [1]


def test_without_a_warehouse_the_page_says_why_it_is_empty():
    answer = client(anybody).get("/")
    assert answer.status_code == 200
    assert "MARSAD_DSN is not set" in answer.text
    assert client(anybody).get("/overview").json() == {"is_configured": False}


@pytest.mark.parametrize("route", ROUTES)
def test_a_warehouse_that_does_not_answer_is_told_without_its_password(route):
    app = create_app("postgresql://desk:s3cret@127.0.0.1:1/news", [Depends(anybody)])
    answer = TestClient(app).get(route)
    assert answer.status_code == 503
    assert "127.0.0.1:1/news" in answer.text
    assert "s3cret" not in answer.text


def test_it_only_reads():
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client(anybody).request(method, "/").status_code == 405
