-- How many of the day's articles are published with the version, and with others.
SELECT
    count(*) FILTER (WHERE annotator_version = %(annotator_version)s)::integer AS adopted_count,
    count(*) FILTER (WHERE annotator_version <> %(annotator_version)s)::integer AS other_count
FROM curated.article
WHERE day = %(day)s
