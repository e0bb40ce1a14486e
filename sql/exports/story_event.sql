SELECT e.*
FROM curated.story_event AS e
INNER JOIN curated.story AS s ON e.story_id = s.story_id
WHERE s.first_day BETWEEN %(first)s AND %(last)s
ORDER BY s.first_day, e.story_event_id;
