SELECT e.*
FROM curated.distinct_event AS e
WHERE e.day BETWEEN %(first)s AND %(last)s
ORDER BY e.day, e.distinct_event_id;
