SELECT a.*
FROM curated.article AS a
WHERE a.day BETWEEN %(first)s AND %(last)s
ORDER BY a.day, a.article_id;
