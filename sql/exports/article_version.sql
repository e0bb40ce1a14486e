SELECT t.*
FROM curated.article_version AS t
WHERE t.day BETWEEN %(first)s AND %(last)s
ORDER BY t.day, t.article_id, t.version;
