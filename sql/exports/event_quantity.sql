SELECT t.*
FROM curated.event_quantity AS t
WHERE t.day BETWEEN %(first)s AND %(last)s
ORDER BY t.day, t.article_id, t.event_id, t.kind, t.start, t."end";
