"""The gate: what must hold of a staged day before it reaches curated. The only room that knows Great Expectations."""
