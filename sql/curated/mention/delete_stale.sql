DELETE FROM curated.mention AS c
USING publishing AS p
WHERE
    c.day = p.day
    AND c.article_id = p.article_id
    AND NOT EXISTS (
        SELECT FROM stage.mention AS s
        WHERE
            s.article_id = c.article_id
            AND s.start = c.start
            AND s."end" = c."end"
            AND s.type = c.type
    )
