SELECT s.*
FROM curated.story AS s
WHERE s.first_day BETWEEN %(first)s AND %(last)s
ORDER BY s.first_day, s.story_id;
