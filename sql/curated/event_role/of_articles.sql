SELECT
    article_id,
    event_id,
    role,
    start,
    "end",
    text,
    entity_id,
    country_code,
    sector_code,
    annotator_version
FROM curated.event_role
WHERE day = %(day)s AND article_id = any(%(article_ids)s)
ORDER BY article_id, event_id, role, start, "end"
