SELECT s.*
FROM curated.source AS s
ORDER BY s.source_id;
