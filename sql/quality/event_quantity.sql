SELECT
    -- Numbers of events of the staged articles that are about to be published.
    q.article_id,
    q.kind,
    q.value,
    CASE WHEN q.kind <> 'money' THEN q.value END AS people_count,
    q.start >= 0
    AND q.start < q."end"
    AND substring(s.body FROM q.start + 1 FOR greatest(q."end" - q.start, 0)) = q.text
        AS is_span_valid
FROM stage.event_quantity AS q
INNER JOIN stage.article AS s ON q.article_id = s.article_id
INNER JOIN raw.entry AS e ON s.entry_id = e.entry_id AND s.revision = e.revision
WHERE e.day = '{day}' AND e.status = 'annotated'
