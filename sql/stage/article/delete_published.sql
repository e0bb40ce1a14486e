DELETE FROM stage.article
USING publishing
WHERE stage.article.article_id = publishing.article_id
