-- Locked, so that a transaction publishes what it has read, and not what an extraction puts in its place.
SELECT
    s.article_id,
    s.entry_id,
    s.revision,
    s.source_id
FROM stage.article AS s
INNER JOIN raw.entry AS e ON s.entry_id = e.entry_id AND s.revision = e.revision
WHERE e.day = %(day)s AND e.status = 'annotated' AND s.annotator_version IS NOT NULL
ORDER BY s.article_id
FOR UPDATE OF s
