-- Back to where the body is read; an entry with neither page nor text has nothing to read. One whose page is kept no
-- more stays as it is: the feed's text may be all that is left, and must not replace what the page gave.
UPDATE raw.entry AS e
SET status = 'retrieved', status_reason = NULL, status_at = now(), attempt_count = 0
WHERE
    e.day = %(day)s AND e.source_id = any(%(source_ids)s)
    AND e.status IN ('published', 'empty', 'not_arabic', 'quarantined')
    AND coalesce(
        (
            SELECT p.warc_file IS NOT NULL
            FROM raw.page AS p
            WHERE p.entry_id = e.entry_id AND p.revision = e.revision
            FOR SHARE
        ),
        e.content <> '' OR e.summary <> ''
    )
