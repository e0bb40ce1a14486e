-- What this transaction publishes: the articles that were checked, where their entry is still at that revision.
CREATE TEMPORARY TABLE publishing ON COMMIT DROP AS
SELECT
    s.article_id,
    s.entry_id,
    s.revision,
    s.day,
    coalesce(d.day <> s.day, FALSE) AS is_moving
FROM stage.article AS s
INNER JOIN raw.entry AS e ON s.entry_id = e.entry_id AND s.revision = e.revision
LEFT JOIN curated.article_day AS d ON s.article_id = d.article_id
WHERE e.status = 'annotated' AND s.annotator_version IS NOT NULL AND s.article_id = any(%(article_ids)s)
