SELECT
    -- Events of the staged articles that are about to be published, with their widest-reaching span checks.
    v.article_id,
    v.event_type,
    v.realis,
    v.confidence,
    v.country_code,
    v.date_precision,
    v.event_date,
    substring(s.body FROM v.trigger_start + 1 FOR v.trigger_end - v.trigger_start) = v.trigger_text
        AS is_trigger_valid,
    coalesce(
        substring(s.body FROM v.place_start + 1 FOR v.place_end - v.place_start) = v.place_text, TRUE
    )
    AND coalesce(substring(s.body FROM v.date_start + 1 FOR v.date_end - v.date_start) = v.date_text, TRUE)
    AND coalesce(
        substring(s.body FROM v.attribution_start + 1 FOR v.attribution_end - v.attribution_start)
        = v.attribution_text,
        TRUE
    )
    AND NOT EXISTS (
        SELECT FROM stage.event_role AS r
        WHERE
            r.article_id = v.article_id AND r.event_id = v.event_id
            AND substring(s.body FROM r.start + 1 FOR r."end" - r.start) IS DISTINCT FROM r.text
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
