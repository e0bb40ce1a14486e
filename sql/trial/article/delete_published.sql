DELETE FROM trial.article AS t
USING adopting AS p
WHERE t.article_id = p.article_id AND t.annotator_version = p.published_version
