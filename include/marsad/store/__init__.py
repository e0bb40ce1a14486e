"""One module per table: connection in, dataclasses out, SQL from sql/. Callers own the transaction."""
