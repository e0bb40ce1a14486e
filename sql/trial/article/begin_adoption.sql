-- Articles that the version has read as they are published now, whose entry is done, and of which nothing newer is on
-- its way. The entries stay locked, so that an edit that comes now starts over behind this transaction.
CREATE TEMPORARY TABLE adopting ON COMMIT DROP AS
SELECT
    a.article_id,
    a.entry_id,
    e.revision,
    a.source_id,
    a.day,
    a.annotator_version AS published_version
FROM curated.article AS a
INNER JOIN trial.article AS t ON a.article_id = t.article_id AND a.content_hash = t.content_hash
INNER JOIN raw.entry AS e ON a.entry_id = e.entry_id AND a.day = e.day
WHERE
    a.day = %(day)s
    AND a.annotator_version <> %(annotator_version)s
    AND t.annotator_version = %(annotator_version)s
    AND t.failure IS NULL
    AND e.status = 'published'
    AND NOT EXISTS (SELECT FROM stage.article AS s WHERE s.article_id = a.article_id)
ORDER BY e.entry_id
FOR UPDATE OF e
