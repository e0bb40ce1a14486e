SELECT
    -- Actors and recipients of the staged articles that are about to be published.
    r.article_id,
    r.role,
    r.country_code,
    r.sector_code,
    char_length(r.event_id) = 32 AND r.annotator_version <> '' AND btrim(r.text) <> '' AS is_key_complete,
    -- As for the event's place.
    r.entity_id IS NULL
    OR EXISTS (SELECT FROM stage.mention AS m WHERE m.article_id = r.article_id AND m.entity_id = r.entity_id)
    OR EXISTS (SELECT FROM curated.entity AS k WHERE k.entity_id = r.entity_id) AS is_entity_known,
    r.start >= 0
    AND r.start < r."end"
    AND substring(s.body FROM r.start + 1 FOR greatest(r."end" - r.start, 0)) = r.text
        AS is_span_valid
FROM stage.event_role AS r
INNER JOIN stage.article AS s ON r.article_id = s.article_id
INNER JOIN raw.entry AS e ON s.entry_id = e.entry_id AND s.revision = e.revision
WHERE e.day = '{day}' AND e.status = 'annotated'
