SELECT
    f.article_id,
    f.day
FROM ops.fingerprint AS f
WHERE f.source_id = %(source_id)s AND f.block_hashes && %(block_hashes)s
ORDER BY f.article_id
