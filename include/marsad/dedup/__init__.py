"""Which articles are one text, which tell of one event, and which of their events are one. Pure."""
