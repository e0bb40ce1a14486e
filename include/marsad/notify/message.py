"""What people are told."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """`subject` is one line; `text` says what happened and how to look; `facts` are for programs."""

    subject: str
    text: str
    at: datetime
    facts: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """For a webhook, and a line of the file."""
        return {"subject": self.subject, "text": self.text, "at": self.at.isoformat(), **self.facts}

    def for_slack(self) -> dict[str, str]:
        """As Slack's incoming webhooks take it."""
        return {"text": f"*{self.subject}*\n{self.text}"}
