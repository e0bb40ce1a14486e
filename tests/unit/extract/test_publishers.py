import pytest

from marsad.errors import ConfigError
from marsad.extract.publishers import EXTRACTORS, extractor_for


@pytest.mark.parametrize("name", sorted(EXTRACTORS))
def test_every_extractor_reads_a_page_and_names_its_version(name):
    extractor = extractor_for(name)
    assert extractor.VERSION.startswith(name)
    assert extractor.extract(b"<html><body><h1>x</h1></body></html>", "https://news.example/").title == "x"


def test_an_unknown_extractor_is_a_config_error_that_lists_the_known():
    with pytest.raises(ConfigError, match="'nosuch' is none of generic"):
        extractor_for("nosuch")
