"""How two annotations of one text differ. Pure: rows in, changes and counts out."""
