SELECT
    article_id,
    start,
    "end",
    text,
    type,
    entity_id,
    wikidata_id,
    link_status,
    annotator_version
FROM trial.mention
WHERE annotator_version = %(annotator_version)s AND article_id = any(%(article_ids)s)
ORDER BY article_id, start, "end", type
