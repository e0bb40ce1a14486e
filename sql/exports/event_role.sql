SELECT t.*
FROM curated.event_role AS t
WHERE t.day BETWEEN %(first)s AND %(last)s
ORDER BY t.day, t.article_id, t.event_id, t.role, t.start, t."end";
