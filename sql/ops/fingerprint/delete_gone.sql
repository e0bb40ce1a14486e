-- Their bands go with them.
DELETE FROM ops.fingerprint AS f
WHERE
    f.day = %(day)s
    AND NOT EXISTS (
        SELECT FROM curated.article AS a
        WHERE a.article_id = f.article_id AND a.day = f.day
    )
RETURNING f.article_id
