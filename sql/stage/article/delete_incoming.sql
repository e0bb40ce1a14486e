DELETE FROM stage.article
USING incoming_stage_article
WHERE stage.article.article_id = incoming_stage_article.article_id
