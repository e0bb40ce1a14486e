SELECT DISTINCT
    b.source_id,
    b.block_hash
FROM ops.fingerprint AS f
CROSS JOIN unnest(f.block_hashes) AS held (block_hash)
INNER JOIN ops.boilerplate AS b ON f.source_id = b.source_id AND held.block_hash = b.block_hash
WHERE f.article_id = any(%(article_ids)s)
