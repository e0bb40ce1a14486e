UPDATE stage.article
SET annotator_version = %(annotator_version)s
WHERE article_id = any(%(article_ids)s)
