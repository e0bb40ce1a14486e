INSERT INTO curated.story AS c (
    story_id, first_day, last_day, title, article_count, source_count, independent_source_count, created_at,
    updated_at
)
SELECT
    story_id,
    first_day,
    last_day,
    title,
    article_count,
    source_count,
    independent_source_count,
    created_at,
    updated_at
FROM incoming_curated_story
ORDER BY story_id
ON CONFLICT (story_id) DO UPDATE SET
    first_day = excluded.first_day,
    last_day = excluded.last_day,
    title = excluded.title,
    article_count = excluded.article_count,
    source_count = excluded.source_count,
    independent_source_count = excluded.independent_source_count,
    updated_at = excluded.updated_at
WHERE (c.first_day, c.last_day, c.title, c.article_count, c.source_count, c.independent_source_count)
IS DISTINCT FROM (
    excluded.first_day, excluded.last_day, excluded.title, excluded.article_count, excluded.source_count,
    excluded.independent_source_count
)
