-- Published texts of the day that the version has not read, or has failed on.
SELECT
    a.article_id,
    a.content_hash
FROM curated.article AS a
WHERE
    a.day = %(day)s
    AND a.annotator_version <> %(annotator_version)s
    AND NOT EXISTS (
        SELECT FROM trial.article AS t
        WHERE
            t.annotator_version = %(annotator_version)s
            AND t.article_id = a.article_id
            AND t.content_hash = a.content_hash
            AND t.failure IS NULL
    )
ORDER BY a.article_id
