INSERT INTO ops.minhash_band AS b (band, hash, article_id, day)
SELECT
    band,
    hash,
    article_id,
    day
FROM incoming_ops_minhash_band
ORDER BY article_id, band
ON CONFLICT (article_id, band) DO UPDATE SET
    hash = excluded.hash,
    day = excluded.day
WHERE (b.hash, b.day) IS DISTINCT FROM (excluded.hash, excluded.day)
