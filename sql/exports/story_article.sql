SELECT s.*
FROM curated.story_article AS s
WHERE s.day BETWEEN %(first)s AND %(last)s
ORDER BY s.day, s.article_id;
