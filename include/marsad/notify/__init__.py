"""Telling people: a message leaves for a file, a webhook, Slack or a mailbox, within a time limit."""
