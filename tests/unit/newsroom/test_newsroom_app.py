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
    assert sorted(paths) == sorted([*ROUTES, "/data-docs/", "/data-docs/{place:path}"])
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


PLACE = "2026-11-18/20261119T000102-1/article.html"


def docs_client(folder, guard=anybody):
    (folder / "secret.html").write_text("secret")
    docs = folder / "data_docs"
    for place in (PLACE, PLACE.replace("18", "17", 1)):
        (docs / place).parent.mkdir(parents=True)
        (docs / place).write_text(f"page of {place}")
    (docs / PLACE).with_name("link.html").symlink_to(folder / "secret.html")
    (docs / "note.html").write_text("secret")
    return TestClient(create_app(None, [Depends(guard)], docs))


def test_the_gates_pages_are_listed_newest_first_and_served(tmp_path):
    client = docs_client(tmp_path)
    listing = client.get("/data-docs/").text
    assert listing.index("2026-11-18") < listing.index("2026-11-17")
    assert f'href="./{PLACE}"' in listing
    assert "note" not in listing
    assert client.get(f"/data-docs/{PLACE}").text == f"page of {PLACE}"


@pytest.mark.parametrize("place", ["", PLACE])
def test_who_is_not_let_in_sees_none_of_them(tmp_path, place):
    assert docs_client(tmp_path, nobody).get(f"/data-docs/{place}").status_code == 401


@pytest.mark.parametrize(
    "place",
    [
        "../secret.html", "..%2Fsecret.html", "%2e%2e/secret.html", "note.html", "2026-11-18/../../secret.html",
        "2026-11-18/20261119T000102-1/..%2f..%2f..%2fsecret.html", "2026-11-18/20261119T000102-1/link.html",
        "%2Fetc%2Fpasswd", f"{PLACE}%00", "2026-11-18/20261119T000102-1/event.html", "..%5csecret.html",
    ],
)  # fmt: skip
def test_there_is_no_way_out_of_the_folder(tmp_path, place):
    answer = docs_client(tmp_path).get(f"/data-docs/{place}")
    assert answer.status_code == 404
    assert "secret" not in answer.text


def test_without_pages_the_listing_says_so():
    assert "No day was checked yet" in client(anybody).get("/data-docs/").text
    assert client(anybody).get(f"/data-docs/{PLACE}").status_code == 404
