"""The commands over a real warehouse: what they print, and the exit code that a script sees."""

import pytest
from builders import DAY, edit, make_entry, make_rule, stage, status_of
from loopback import Reply
from test_poll import item, rss

from marsad import cli
from marsad.model import EntryStatus
from marsad.pipeline import publish as publish_stage
from marsad.quality.suite import Severity
from marsad.quality.verdict import Finding, judge
from marsad.store.entries import StatusChange, save_entries, set_statuses
from marsad.store.quarantine import Quarantined, park

SOURCE = """\
source_id: nahr
name: النهر
name_en: Nahr
country: IQ
language: ar
timezone: Asia/Baghdad
homepage: {base}/
feeds:
  - name: all
    url: {base}/rss
sitemap: {base}/sitemap/{{day}}.xml
crawl_delay: 0
evidence: written for a test
"""
