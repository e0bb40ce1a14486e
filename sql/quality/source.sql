WITH waiting AS (
    SELECT
        s.source_id,
        count(*) AS article_count,
        count(s.published_at) AS dated_count,
        count(DISTINCT s.content_hash) AS distinct_count,
        count(*) FILTER (WHERE s.published_at > e.first_seen_at + interval '30 minutes') AS ahead_count,
        count(*) FILTER (
            WHERE '01-01 00:00:00' IN (
                to_char(s.published_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI:SS'),
                to_char(s.published_at AT TIME ZONE coalesce(c.timezone, 'UTC'), 'MM-DD HH24:MI:SS')
            )
        ) AS january_count,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY char_length(s.body)) AS body_length
    FROM stage.article AS s
    INNER JOIN raw.entry AS e ON s.entry_id = e.entry_id AND s.revision = e.revision
    LEFT JOIN curated.source AS c ON s.source_id = c.source_id
    WHERE e.day = '{day}' AND e.status = 'annotated'
    GROUP BY s.source_id
),

-- All the source brought, whatever became of it. Nobody can say of a day that is not over how much it will bring.
counted AS (
    SELECT
        e.source_id,
        e.day,
        count(*) AS entry_count
    FROM raw.entry AS e
    INNER JOIN waiting AS w ON e.source_id = w.source_id
    WHERE
        e.status <> 'duplicate' AND date '{day}' < (now() AT TIME ZONE 'UTC')::date
        AND e.day IN (
            SELECT date '{day}' - 7 * week.back
            FROM generate_series(0, 8) AS week (back)
        )
    GROUP BY e.source_id, e.day
),

usual AS (
    SELECT
        source_id,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY entry_count) AS entry_count
    FROM counted
    WHERE day < date '{day}'
    GROUP BY source_id
    HAVING count(*) >= 4
),

-- What came before anybody looked is no fault of the source.
watched AS (
    SELECT w.source_id
    FROM waiting AS w
    WHERE
        EXISTS (
            SELECT FROM curated.feed AS f
            INNER JOIN ops.feed_poll AS p ON f.feed_id = p.feed_id
            WHERE f.source_id = w.source_id AND p.polled_at < timestamptz '{day} 00:00:00+00'
        )
)

SELECT
    -- Outlets with articles about to be published, one row each. A share of fewer than five articles tells nothing.
    w.source_id,
    CASE WHEN w.article_count >= 5 THEN w.dated_count::real / w.article_count END AS dated_share,
    CASE WHEN w.article_count >= 5 THEN w.ahead_count::real / w.article_count END AS ahead_share,
    CASE WHEN w.article_count >= 5 THEN w.january_count::real / w.article_count END AS january_share,
    CASE WHEN w.article_count >= 5 THEN w.distinct_count::real / w.article_count END AS distinct_share,
    -- Times the median of the same weekday in the eight weeks before, of which four at least brought something.
    CASE WHEN u.entry_count >= 10 THEN today.entry_count / u.entry_count END AS volume_ratio,
    -- What the catalogue asserts of a full day, as distances to its bounds: below zero is a breach.
    CASE WHEN v.source_id IS NOT NULL THEN today.entry_count - a.min_articles END AS min_articles_margin,
    CASE WHEN v.source_id IS NOT NULL THEN a.max_articles - today.entry_count END AS max_articles_margin,
    w.body_length - a.min_body_length AS min_body_length_margin,
    w.dated_count::real / w.article_count - a.min_dated_share AS min_dated_share_margin,
    w.distinct_count::real / w.article_count - a.min_distinct_share AS min_distinct_share_margin
FROM waiting AS w
LEFT JOIN counted AS today ON w.source_id = today.source_id AND today.day = date '{day}'
LEFT JOIN usual AS u ON w.source_id = u.source_id
LEFT JOIN watched AS v ON w.source_id = v.source_id
LEFT JOIN jsonb_to_recordset('{assertions}') AS a (
    source_id text,
    min_articles integer,
    max_articles integer,
    min_body_length integer,
    min_dated_share real,
    min_distinct_share real
) ON w.source_id = a.source_id
