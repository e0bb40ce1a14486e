-- Articles that share a band, three days apart at most; what is nothing but boilerplate looks for nobody.
WITH looking AS (
    SELECT f.article_id
    FROM ops.fingerprint AS f
    WHERE
        f.article_id = any(%(article_ids)s)
        AND EXISTS (
            SELECT FROM unnest(f.block_hashes) AS held (block_hash)
            WHERE NOT EXISTS (
                SELECT FROM ops.boilerplate AS b
                WHERE b.source_id = f.source_id AND b.block_hash = held.block_hash
            )
        )
)

SELECT DISTINCT
    a.article_id,
    b.article_id AS other_article_id
FROM looking
INNER JOIN ops.minhash_band AS a ON looking.article_id = a.article_id
INNER JOIN ops.minhash_band AS b ON a.band = b.band AND a.hash = b.hash
WHERE a.article_id <> b.article_id AND b.day BETWEEN a.day - 3 AND a.day + 3
ORDER BY a.article_id, other_article_id
