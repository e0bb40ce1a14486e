-- Articles of a day whose text, events or method are not those they were last compared by.
SELECT
    a.article_id,
    a.source_id,
    a.day,
    a.content_hash,
    a.annotator_version,
    a.body
FROM curated.article AS a
WHERE
    a.day = %(day)s
    AND NOT EXISTS (
        SELECT FROM ops.fingerprint AS f
        WHERE
            f.article_id = a.article_id
            AND f.day = a.day
            AND f.content_hash = a.content_hash
            AND f.annotator_version = a.annotator_version
            AND f.fingerprint_version = %(fingerprint_version)s
    )
ORDER BY a.article_id
