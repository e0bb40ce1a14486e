DELETE FROM ops.article_pair AS p
WHERE
    (p.article_id = any(%(article_ids)s) OR p.other_article_id = any(%(article_ids)s))
    AND NOT EXISTS (
        SELECT FROM unnest(%(firsts)s::text[], %(others)s::text[]) AS kept (article_id, other_article_id)
        WHERE kept.article_id = p.article_id AND kept.other_article_id = p.other_article_id
    )
