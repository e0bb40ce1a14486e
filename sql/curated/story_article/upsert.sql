INSERT INTO curated.story_article AS c (story_id, article_id, day, relation, origin_article_id, agency_code)
SELECT
    story_id,
    article_id,
    day,
    relation,
    origin_article_id,
    agency_code
FROM incoming_curated_story_article
ORDER BY article_id
ON CONFLICT (article_id) DO UPDATE SET
    story_id = excluded.story_id,
    day = excluded.day,
    relation = excluded.relation,
    origin_article_id = excluded.origin_article_id,
    agency_code = excluded.agency_code
WHERE (c.story_id, c.day, c.relation, c.origin_article_id, c.agency_code) IS DISTINCT FROM (
    excluded.story_id, excluded.day, excluded.relation, excluded.origin_article_id, excluded.agency_code
)
