INSERT INTO ops.article_pair AS p (article_id, other_article_id, day, other_day, relation, similarity)
SELECT
    article_id,
    other_article_id,
    day,
    other_day,
    relation,
    similarity
FROM incoming_ops_article_pair
ORDER BY article_id, other_article_id
ON CONFLICT (article_id, other_article_id) DO UPDATE SET
    day = excluded.day,
    other_day = excluded.other_day,
    relation = excluded.relation,
    similarity = excluded.similarity
WHERE (p.day, p.other_day, p.relation, p.similarity)
IS DISTINCT FROM (excluded.day, excluded.other_day, excluded.relation, excluded.similarity)
