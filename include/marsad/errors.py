"""The exception tree. It is also the retry policy: orchestration maps each class to what Airflow does next."""


class MarsadError(Exception):
    """Something went wrong with `subject` (a source, an entry, a file, a setting); the text shows both.

    `status` is the HTTP status that said so, None where no answer did.
    """

    def __init__(self, subject: str, message: str, *, status: int | None = None) -> None:
        super().__init__(subject, message)
        self.subject = subject
        self.message = message
        self.status = status

    def __str__(self) -> str:
        return f"{self.subject}: {self.message}"


class ConfigError(MarsadError):
    """A setting, a catalogue file or a rule is wrong. Fails at once; retrying cannot help."""


class RetryableError(MarsadError):
    """A passing condition: time-out, 5xx, 429, deadlock. `retry_after` is in seconds, None when not told."""

    def __init__(
        self, subject: str, message: str, retry_after: float | None = None, *, status: int | None = None
    ) -> None:
        super().__init__(subject, message, status=status)
        self.retry_after = retry_after


class PostponedError(RetryableError):
    """No fault of the URL: its host asked for a rest, a turn at it is too far off, or its batch had no time left."""


class GoneError(MarsadError):
    """The other side says no for good: 404, 410, robots.txt. Becomes an issue of the source."""


class BlockedError(MarsadError):
    """The other side keeps robots out: 401, 403, 451, a challenge page. The entry's own text may still serve."""


class ForbiddenAddressError(MarsadError):
    """A URL led to an address that must not be retrieved (private network, wrong scheme). Never retried."""


class UnreadableError(MarsadError):
    """Bytes that cannot be read as what they claim to be. Quarantines that one record; the batch goes on."""


class UnexpectedInputError(MarsadError):
    """A well-formed record whose content breaks an assumption. Quarantines that one record; the batch goes on."""


class DayBlockedError(MarsadError):
    """A day as a whole does not hold what the gate expects. A person must look; retrying changes nothing."""
