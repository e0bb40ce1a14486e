SELECT
    article_id,
    entry_id,
    canonical_url
FROM curated.article
WHERE entry_id = any(%(entry_ids)s) OR article_id = any(%(article_ids)s)
ORDER BY created_at DESC, article_id ASC
