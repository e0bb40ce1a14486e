SELECT m.*
FROM curated.story_event_member AS m
INNER JOIN curated.story_event AS e ON m.story_event_id = e.story_event_id
INNER JOIN curated.story AS s ON e.story_id = s.story_id
WHERE s.first_day BETWEEN %(first)s AND %(last)s
ORDER BY s.first_day, m.article_id, m.event_id;
