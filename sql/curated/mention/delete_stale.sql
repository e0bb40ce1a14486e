-- The days as bounds, so that only their months are looked into; the articles as a list, so that the key finds them.
DELETE FROM curated.mention AS c
WHERE
    c.day BETWEEN (SELECT min(p.day) FROM publishing AS p) AND (SELECT max(p.day) FROM publishing AS p)
    AND c.article_id = any(array(SELECT p.article_id FROM publishing AS p))
    AND NOT EXISTS (
        SELECT FROM stage.mention AS s
        WHERE
            s.article_id = c.article_id
            AND s.start = c.start
            AND s."end" = c."end"
            AND s.type = c.type
    )
