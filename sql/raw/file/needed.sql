-- Files with the page of an entry's present revision, where the entry is on its way.
WITH held AS (
    SELECT
        warc_file,
        entry_id,
        revision
    FROM raw.page
    WHERE warc_file = any(%(files)s)
)

SELECT DISTINCT h.warc_file
FROM held AS h
INNER JOIN raw.entry AS e ON h.entry_id = e.entry_id AND h.revision = e.revision
WHERE e.status IN ('discovered', 'retrieved', 'extracted', 'annotated')
