-- Only where the row still points there: a page that was retrieved again meanwhile lies elsewhere.
-- Locked in the order in which pages are saved, which keeps the two from waiting for each other.
WITH lost AS (
    SELECT
        p.entry_id,
        p.revision,
        p.warc_file,
        p.warc_offset
    FROM raw.page AS p
    INNER JOIN
        unnest(%(files)s::text[], %(offsets)s::bigint[]) AS l (warc_file, warc_offset)
        ON p.warc_file = l.warc_file AND p.warc_offset = l.warc_offset
    ORDER BY p.entry_id, p.revision
    FOR UPDATE OF p
)

UPDATE raw.page AS p
SET warc_file = NULL, warc_offset = NULL, warc_length = NULL
FROM lost AS l
WHERE
    p.entry_id = l.entry_id AND p.revision = l.revision
    AND p.warc_file = l.warc_file AND p.warc_offset = l.warc_offset
RETURNING p.entry_id, p.revision
