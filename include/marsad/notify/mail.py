"""A message by SMTP."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from marsad.errors import ConfigError, RetryableError
from marsad.notify.message import Message
from marsad.target import NAME, Mailbox

TIMEOUT = 10.0  # seconds for each word of the server


def post_mail(mailbox: Mailbox, message: Message) -> None:
    """Hand it to the server. Raises RetryableError when it is not taken, ConfigError where a password would go bare."""
    try:
        with _server(mailbox) as server:
            server.send_message(_letter(mailbox, message))
    except (OSError, smtplib.SMTPException) as error:
        raise RetryableError(NAME, f"{mailbox.host} does not take the mail: {error}") from error


def _server(mailbox: Mailbox) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if mailbox.is_encrypted:
        server: smtplib.SMTP = smtplib.SMTP_SSL(mailbox.host, mailbox.port, timeout=TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(mailbox.host, mailbox.port, timeout=TIMEOUT)
    try:
        _introduce(server, mailbox, context)
    except BaseException:
        server.close()
        raise
    return server


def _introduce(server: smtplib.SMTP, mailbox: Mailbox, context: ssl.SSLContext) -> None:
    server.ehlo()
    is_safe = mailbox.is_encrypted
    if not is_safe and server.has_extn("starttls"):
        server.starttls(context=context)
        is_safe = True
    if mailbox.user is None:
        return
    if not is_safe:
        raise ConfigError(NAME, f"{mailbox.host} offers no encryption: the password is not sent; try smtps://")
    server.login(mailbox.user, mailbox.password or "")


def _letter(mailbox: Mailbox, message: Message) -> EmailMessage:
    letter = EmailMessage()
    letter["Subject"] = " ".join(message.subject.split())
    letter["From"], letter["To"] = mailbox.sender, ", ".join(mailbox.recipients)
    letter["Date"], letter["Message-ID"] = format_datetime(message.at), make_msgid(domain="marsad.invalid")
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.text)
    return letter
