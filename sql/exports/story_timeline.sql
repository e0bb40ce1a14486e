SELECT t.*
FROM curated.story_timeline AS t
WHERE t.day BETWEEN %(first)s AND %(last)s
ORDER BY t.day, t.story_id, t.told_at, t.kind, t.article_id, t.distinct_event_id;
