"""Marsad (مرصد, observatory): Arabic news feeds into checked tables in Postgres."""
