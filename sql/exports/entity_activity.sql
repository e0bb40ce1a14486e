SELECT t.*
FROM curated.entity_activity AS t
WHERE t.day BETWEEN %(first)s AND %(last)s
ORDER BY t.day, t.entity_id;
