SELECT
    -- Events of the staged articles that are about to be published, with their widest-reaching span checks.
    v.article_id,
    v.event_type,
    v.realis,
    v.confidence,
    v.country_code,
    v.date_precision,
    v.event_date,
    -- greatest: a span that ends before it starts is wrong, and substring would stop the whole query over it.
    v.trigger_start >= 0
    AND v.trigger_start < v.trigger_end
    AND substring(s.body FROM v.trigger_start + 1 FOR greatest(v.trigger_end - v.trigger_start, 0)) = v.trigger_text
        AS is_trigger_valid,
    NOT EXISTS (
        SELECT FROM (
            VALUES
            (v.place_start, v.place_end, v.place_text),
            (v.date_start, v.date_end, v.date_text),
            (v.attribution_start, v.attribution_end, v.attribution_text)
            UNION ALL
            SELECT
                r.start,
                r."end",
                r.text
            FROM stage.event_role AS r
            WHERE r.article_id = v.article_id AND r.event_id = v.event_id
            UNION ALL
            SELECT
                q.start,
                q."end",
                q.text
            FROM stage.event_quantity AS q
            WHERE q.article_id = v.article_id AND q.event_id = v.event_id
        ) AS span (start, "end", text)
        WHERE
            -- All three are missing where the event has no such evidence.
            num_nonnulls(span.start, span."end", span.text) > 0
            AND (
                span.start >= 0
                AND span.start < span."end"
                AND substring(s.body FROM span.start + 1 FOR greatest(span."end" - span.start, 0)) = span.text
            ) IS NOT TRUE
    ) AS is_evidence_valid,
    coalesce((
        SELECT min(q.value)
        FROM stage.event_quantity AS q
        WHERE q.article_id = v.article_id AND q.event_id = v.event_id
    ), 0) AS smallest_quantity
FROM stage.event AS v
INNER JOIN stage.article AS s ON v.article_id = s.article_id
INNER JOIN raw.entry AS e ON s.entry_id = e.entry_id AND s.revision = e.revision
WHERE e.day = '{day}' AND e.status = 'annotated'
