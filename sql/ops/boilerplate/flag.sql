-- Paragraphs of these articles that by now stand under enough titles of their outlet, and did not before.
INSERT INTO ops.boilerplate (source_id, block_hash)
SELECT
    held.source_id,
    held.block_hash
FROM (
    SELECT DISTINCT
        seen.source_id,
        blocks.block_hash
    FROM ops.fingerprint AS seen
    CROSS JOIN unnest(seen.block_hashes) AS blocks (block_hash)
    WHERE seen.article_id = any(%(article_ids)s)
) AS held
INNER JOIN
    ops.fingerprint AS f
    ON held.source_id = f.source_id AND f.block_hashes @> ARRAY[held.block_hash]
INNER JOIN curated.article AS a ON f.article_id = a.article_id AND f.day = a.day
WHERE
    NOT EXISTS (
        SELECT FROM ops.boilerplate AS b
        WHERE b.source_id = held.source_id AND b.block_hash = held.block_hash
    )
GROUP BY held.source_id, held.block_hash
HAVING count(DISTINCT a.title) >= %(title_count)s
ORDER BY held.source_id, held.block_hash
ON CONFLICT DO NOTHING
RETURNING source_id, block_hash
