-- Locked in the order in which pages are saved, which keeps the two from waiting for each other.
WITH kept AS (
    SELECT
        entry_id,
        revision
    FROM raw.page
    WHERE warc_file = any(%(files)s)
    ORDER BY entry_id, revision
    FOR UPDATE
)

UPDATE raw.page AS p
SET warc_file = NULL, warc_offset = NULL, warc_length = NULL
FROM kept AS k
WHERE p.entry_id = k.entry_id AND p.revision = k.revision AND p.warc_file = any(%(files)s)
