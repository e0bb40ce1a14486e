SELECT
    e.article_id,
    e.event_id,
    e.event_type,
    e.mode,
    e.realis,
    e.event_date,
    e.date_precision,
    e.country_code,
    e.admin1_code,
    e.place_entity_id,
    e.latitude,
    e.longitude,
    e.confidence,
    coalesce(array_agg(r.entity_id) FILTER (WHERE r.role = 'actor'), '{}') AS actors,
    coalesce(array_agg(r.entity_id) FILTER (WHERE r.role = 'recipient'), '{}') AS recipients
-- By day as well, so that only that month of each table is looked into.
FROM ops.fingerprint AS f
INNER JOIN curated.event AS e ON f.article_id = e.article_id AND f.day = e.day
LEFT JOIN curated.event_role AS r
    ON e.article_id = r.article_id AND e.event_id = r.event_id AND e.day = r.day AND r.entity_id IS NOT NULL
WHERE f.article_id = any(%(article_ids)s)
GROUP BY
    e.article_id, e.event_id, e.event_type, e.mode, e.trigger_start, e.realis, e.event_date, e.date_precision,
    e.country_code, e.admin1_code, e.place_entity_id, e.latitude, e.longitude, e.confidence
ORDER BY e.article_id, e.trigger_start, e.event_id
