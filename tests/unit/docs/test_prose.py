"""Links lead somewhere, ADRs are numbered, the changelog has a place for what comes next."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^ *```.*?^ *```", re.DOTALL | re.MULTILINE)


def anchors(text: str) -> set[str]:
    """The fragments by which GitHub knows a page's headings."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_resolve(page: Path) -> None:
    broken = []
    for link in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, fragment = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (fragment and fragment not in anchors(target.read_text(encoding="utf-8"))):
            broken.append(link)

    assert broken == []


def test_every_page_is_reachable_from_the_index() -> None:
    linked = {
        (ROOT / "docs" / link).resolve() for link in LINK.findall((ROOT / "docs/index.md").read_text(encoding="utf-8"))
    }

    assert {page for page in PAGES if page.parent.parent == ROOT / "docs"} - linked == set()


def test_decisions_are_numbered_without_gaps() -> None:
    files = sorted((ROOT / "docs/adr").glob("*.md"))

    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    for number, file in enumerate(files, 1):
        assert file.read_text(encoding="utf-8").startswith(f"# {number}. ")


def test_changelog_has_unreleased_entries() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert re.search(r"^## \[Unreleased\]\n\n### \w+\n\n- \S", text, re.MULTILINE)
