SELECT p.*
FROM curated.polecat_event AS p
WHERE p."Publication Date" BETWEEN %(first)s AND %(last)s
ORDER BY p."Publication Date", p."Event ID";
