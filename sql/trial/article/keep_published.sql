-- What is published until then stays comparable, and can be adopted again.
INSERT INTO trial.article (annotator_version, article_id, day, content_hash, failure, annotated_at)
SELECT
    p.published_version AS annotator_version,
    a.article_id,
    a.day,
    a.content_hash,
    NULL AS failure,
    %(now)s AS annotated_at
FROM curated.article AS a
INNER JOIN adopting AS p ON a.day = p.day AND a.article_id = p.article_id
ORDER BY a.article_id
