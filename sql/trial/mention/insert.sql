INSERT INTO trial.mention (
    article_id, start, "end", text, type, entity_id, wikidata_id, link_status, annotator_version
)
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
FROM incoming_trial_mention
ORDER BY article_id, start, "end", type
