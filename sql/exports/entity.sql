SELECT e.*
FROM curated.entity AS e
ORDER BY e.entity_id;
