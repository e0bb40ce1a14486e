SELECT
    -- Events of the staged articles that are about to be published, with their own spans' checks.
    v.article_id,
    v.event_type,
    v.realis,
    v.confidence,
    v.score,
    v.country_code,
    v.date_precision,
    v.event_date,
    v.latitude,
    v.longitude,
    v.event_type || ':' || v.mode AS type_mode,
    v.event_type || ':' || v.quad_class AS type_quad_class,
    char_length(v.event_id) = 32 AND v.annotator_version <> '' AND v.trigger_text <> ''
    AND num_nonnulls(v.latitude, v.longitude) IN (0, 2)
    AND num_nonnulls(v.event_date, v.date_precision) IN (0, 2) AS is_key_complete,
    -- Curated knows an entity from the mentions that name it, and the authority's places from the events that happened
    -- there: any other would point nowhere.
    NOT EXISTS (
        SELECT FROM (VALUES (v.place_entity_id), (v.attribution_entity_id)) AS named (entity_id)
        WHERE
            named.entity_id IS NOT NULL
            AND named.entity_id !~ '^(country|place):'
            AND NOT EXISTS (
                SELECT FROM stage.mention AS m
                WHERE m.article_id = v.article_id AND m.entity_id = named.entity_id
            )
            AND NOT EXISTS (SELECT FROM curated.entity AS k WHERE k.entity_id = named.entity_id)
    ) AS is_entity_known,
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
        ) AS span (start, "end", text)
        WHERE
            -- All three are missing where the event has no such evidence.
            num_nonnulls(span.start, span."end", span.text) > 0
            AND (
                span.start >= 0
                AND span.start < span."end"
                AND substring(s.body FROM span.start + 1 FOR greatest(span."end" - span.start, 0)) = span.text
            ) IS NOT TRUE
    ) AS is_evidence_valid
FROM stage.event AS v
INNER JOIN stage.article AS s ON v.article_id = s.article_id
INNER JOIN raw.entry AS e ON s.entry_id = e.entry_id AND s.revision = e.revision
WHERE e.day = '{day}' AND e.status = 'annotated'
