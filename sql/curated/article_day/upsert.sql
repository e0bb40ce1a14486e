-- Of an article whose day has changed, everything moves along: the foreign keys see to that.
INSERT INTO curated.article_day AS c (article_id, day)
SELECT
    article_id,
    day
FROM publishing
ORDER BY article_id
ON CONFLICT (article_id) DO UPDATE SET
    day = excluded.day
WHERE c.day <> excluded.day
