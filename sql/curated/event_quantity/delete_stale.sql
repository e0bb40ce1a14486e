DELETE FROM curated.event_quantity AS c
USING publishing AS p
WHERE
    c.day = p.day
    AND c.article_id = p.article_id
    AND NOT EXISTS (
        SELECT FROM stage.event_quantity AS s
        WHERE
            s.article_id = c.article_id
            AND s.event_id = c.event_id
            AND s.kind = c.kind
            AND s.start = c.start
            AND s."end" = c."end"
    )
