SELECT t.*
FROM curated.event AS t
WHERE t.day BETWEEN %(first)s AND %(last)s
ORDER BY t.day, t.article_id, t.event_id;
