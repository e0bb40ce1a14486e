WITH waiting AS (
    SELECT
        count(*) AS article_count,
        sum((SELECT count(*) FROM stage.mention AS m WHERE m.article_id = s.article_id)) AS mention_count,
        sum((SELECT count(*) FROM stage.event AS v WHERE v.article_id = s.article_id)) AS event_count
    FROM stage.article AS s
    INNER JOIN raw.entry AS e ON s.entry_id = e.entry_id AND s.revision = e.revision
    WHERE e.day = '{day}' AND e.status = 'annotated'
)

SELECT
    -- The day as a whole, one row. Rates of fewer than twenty articles tell nothing of the annotator.
    CASE WHEN w.article_count >= 20 THEN w.mention_count::double precision / w.article_count END AS mention_rate,
    CASE WHEN w.article_count >= 20 THEN w.event_count::double precision / w.article_count END AS event_rate,
    coalesce((
        SELECT sum(abs(f.difference))
        FROM ops.funnel AS f
        WHERE f.day = '{day}'
    ), 0)::integer AS funnel_difference
FROM waiting AS w
