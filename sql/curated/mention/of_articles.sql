SELECT
    article_id,
    start,
    "end",
    text,
    type,
    entity_id,
    NULL AS wikidata_id,
    link_status,
    annotator_version
FROM curated.mention
WHERE day = %(day)s AND article_id = any(%(article_ids)s)
ORDER BY article_id, start, "end", type
