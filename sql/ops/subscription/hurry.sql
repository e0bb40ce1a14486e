-- A hub is answered fast or told to come again; it does not wait for whoever holds the row.
SET LOCAL lock_timeout = '3s'
