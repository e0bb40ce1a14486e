SELECT t.*
FROM curated.mention AS t
WHERE t.day BETWEEN %(first)s AND %(last)s
ORDER BY t.day, t.article_id, t.start, t."end", t.type;
