-- Published articles and where the rows of two versions lie: `curated` for the version that is published, `trial` for
-- one that has read this very text, null where there are none. A version of null stands for the published one.
SELECT
    a.article_id,
    a.source_id,
    a.url,
    a.title,
    a.body,
    coalesce(%(from_version)s, a.annotator_version) AS from_version,
    coalesce(%(to_version)s, a.annotator_version) AS to_version,
    CASE
        WHEN a.annotator_version = coalesce(%(from_version)s, a.annotator_version) THEN 'curated'
        WHEN f.article_id IS NOT NULL THEN 'trial'
    END AS from_schema,
    CASE
        WHEN a.annotator_version = coalesce(%(to_version)s, a.annotator_version) THEN 'curated'
        WHEN t.article_id IS NOT NULL THEN 'trial'
    END AS to_schema
FROM curated.article AS a
LEFT JOIN trial.article AS f
    ON
        a.article_id = f.article_id
        AND a.content_hash = f.content_hash
        AND f.annotator_version = %(from_version)s
        AND f.failure IS NULL
LEFT JOIN trial.article AS t
    ON
        a.article_id = t.article_id
        AND a.content_hash = t.content_hash
        AND t.annotator_version = %(to_version)s
        AND t.failure IS NULL
WHERE a.day = %(day)s AND a.article_id = any(%(article_ids)s)
ORDER BY a.article_id
