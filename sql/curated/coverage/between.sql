-- Every day of the range for every source asked for: what nobody ever looked at is a row too.
SELECT
    s.source_id,
    d.day::date AS day,
    c.expected_count,
    c.unavailable_reason,
    c.asked_ways,
    c.completed_at,
    c.checked_at,
    coalesce(c.known_count, 0) AS known_count,
    coalesce(c.published_count, 0) AS published_count,
    coalesce(c.pending_count, 0) AS pending_count,
    coalesce(c.duplicate_count, 0) AS duplicate_count,
    coalesce(c.not_arabic_count, 0) AS not_arabic_count,
    coalesce(c.failed_count, 0) AS failed_count
FROM generate_series(%(first)s::date, %(last)s::date, interval '1 day') AS d (day)
CROSS JOIN unnest(%(source_ids)s::text[]) AS s (source_id)
LEFT JOIN curated.coverage AS c ON d.day::date = c.day AND s.source_id = c.source_id
ORDER BY d.day, s.source_id
