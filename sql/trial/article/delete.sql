-- Mentions and events go with their article.
DELETE FROM trial.article
WHERE annotator_version = %(annotator_version)s AND article_id = any(%(article_ids)s)
