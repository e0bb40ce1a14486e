-- Back to the start, where the lost page is that of the present revision: only that one can be fetched.
UPDATE raw.entry AS e
SET status = 'discovered', status_reason = NULL, status_at = now(), attempt_count = 0
FROM unnest(%(entry_ids)s::text[], %(revisions)s::integer[]) AS lost (entry_id, revision)
WHERE
    e.entry_id = lost.entry_id AND e.revision = lost.revision
    AND e.status IN ('retrieved', 'extracted', 'annotated', 'published', 'empty', 'not_arabic', 'quarantined')
