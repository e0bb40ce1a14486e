"""From a text to its mentions, dates and events: gazetteers, rules as data, no network, no database."""
