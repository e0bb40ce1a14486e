INSERT INTO curated.feed AS c (feed_id, source_id, url)
SELECT
    feed_id,
    source_id,
    url
FROM incoming_curated_feed
ORDER BY feed_id
ON CONFLICT (feed_id) DO UPDATE SET
    source_id = excluded.source_id,
    url = excluded.url
WHERE (c.source_id, c.url) IS DISTINCT FROM (excluded.source_id, excluded.url)
