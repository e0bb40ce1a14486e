-- The gate refused what another annotator found in them: what is published of them stands as it stood.
UPDATE raw.entry AS e
SET status = 'published', status_reason = NULL, status_at = now(), attempt_count = 0
FROM unnest(%(entry_ids)s::text[], %(revisions)s::integer[]) AS i (entry_id, revision)
WHERE e.entry_id = i.entry_id AND e.revision = i.revision AND e.status = 'quarantined'
RETURNING e.entry_id
