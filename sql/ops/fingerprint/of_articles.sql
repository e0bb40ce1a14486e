-- Published out of its day, or at no known moment: last of its day, so that it never claims to have been first.
SELECT
    f.article_id,
    f.day,
    f.source_id,
    f.agency_code,
    a.title,
    CASE
        WHEN a.published_at >= a.day AND a.published_at < a.day + 1 THEN a.published_at
        ELSE (a.day + 1)::timestamptz - interval '1 microsecond'
    END AS published_at
FROM ops.fingerprint AS f
INNER JOIN curated.article AS a ON f.article_id = a.article_id AND f.day = a.day
WHERE f.article_id = any(%(article_ids)s)
ORDER BY published_at, f.article_id
