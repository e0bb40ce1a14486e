-- Only where the entry still is what the worker saw: an edit that came meanwhile starts over by itself.
UPDATE raw.entry AS e
SET
    status = i.status,
    status_reason = i.status_reason,
    status_at = now(),
    attempt_count = CASE WHEN i.status = 'discovered' THEN e.attempt_count + 1 ELSE 0 END
FROM
    unnest(%(entry_ids)s::text[], %(revisions)s::integer[], %(statuses)s::text[], %(reasons)s::text[])
        AS i (entry_id, revision, status, status_reason)
WHERE
    e.entry_id = i.entry_id AND e.revision = i.revision
    AND e.status IN ('discovered', 'retrieved', 'extracted', 'annotated')
