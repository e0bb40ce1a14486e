-- What a day of each source holds and may bring, and how fast its pages came. Reads only.
WITH counted AS (
    SELECT
        source_id,
        count(*) AS known_count,
        count(*) FILTER (WHERE status = 'discovered') AS waiting_count,
        count(*) FILTER (WHERE status IN ('gone', 'blocked', 'empty', 'quarantined')) AS failed_count,
        count(*) FILTER (
            WHERE status NOT IN ('discovered', 'retrieved', 'extracted', 'annotated', 'duplicate')
        ) AS ended_count
    FROM raw.entry
    WHERE day = %(day)s AND source_id = any(%(source_ids)s)
    GROUP BY source_id
),

usual AS (
    SELECT
        source_id,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY entry_count) AS usual_count
    FROM (
        SELECT
            source_id,
            day,
            count(*) AS entry_count
        FROM raw.entry
        WHERE source_id = any(%(source_ids)s) AND day <> %(day)s AND status <> 'duplicate'
        GROUP BY source_id, day
    ) AS daily
    GROUP BY source_id
),

-- Pages of one batch come one after the other; what lies further apart was another batch.
paced AS (
    SELECT
        source_id,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) AS seconds_per_page
    FROM (
        SELECT
            e.source_id,
            extract(EPOCH FROM p.fetched_at - lag(p.fetched_at) OVER (
                PARTITION BY e.source_id ORDER BY p.fetched_at
            )) AS gap
        FROM raw.page AS p
        INNER JOIN raw.entry AS e ON p.entry_id = e.entry_id
        WHERE e.source_id = any(%(source_ids)s) AND p.fetched_at > now() - interval '30 days'
    ) AS gaps
    WHERE gap < 60
    GROUP BY source_id
)

SELECT
    s.source_id,
    c.expected_count,
    c.completed_at,
    coalesce(n.known_count, 0) AS known_count,
    coalesce(n.waiting_count, 0) AS waiting_count,
    coalesce(n.failed_count, 0) AS failed_count,
    coalesce(n.ended_count, 0) AS ended_count,
    coalesce(u.usual_count, 0)::integer AS usual_count,
    coalesce(p.seconds_per_page, 0)::double precision AS seconds_per_page
FROM unnest(%(source_ids)s::text[]) AS s (source_id)
LEFT JOIN ops.coverage AS c ON s.source_id = c.source_id AND c.day = %(day)s
LEFT JOIN counted AS n ON s.source_id = n.source_id
LEFT JOIN usual AS u ON s.source_id = u.source_id
LEFT JOIN paced AS p ON s.source_id = p.source_id
ORDER BY s.source_id
