SELECT
    -- Mentions of the staged articles that are about to be published.
    m.article_id,
    m.type,
    m.link_status,
    -- linked names an entity, ambiguous names none; an unknown person or organisation has a local one.
    CASE m.link_status
        WHEN 'linked' THEN m.entity_id IS NOT NULL
        WHEN 'ambiguous' THEN m.entity_id IS NULL
        ELSE TRUE
    END AS is_link_consistent,
    -- greatest: a span that ends before it starts is wrong, and substring would stop the whole query over it.
    m.start >= 0
    AND m.start < m."end"
    AND substring(s.body FROM m.start + 1 FOR greatest(m."end" - m.start, 0)) = m.text
        AS is_span_valid
FROM stage.mention AS m
INNER JOIN stage.article AS s ON m.article_id = s.article_id
INNER JOIN raw.entry AS e ON s.entry_id = e.entry_id AND s.revision = e.revision
WHERE e.day = '{day}' AND e.status = 'annotated'
