DELETE FROM ops.minhash_band
WHERE article_id = any(%(article_ids)s)
