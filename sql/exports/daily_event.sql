SELECT d.*
FROM curated.daily_event AS d
WHERE d.day BETWEEN %(first)s AND %(last)s
ORDER BY d.day, d.event_type, d.mode, d.realis, d.country_code, d.admin1_code;
