-- Files that rows point into, and those that were put out of use.
SELECT f.warc_file
FROM unnest(%(files)s::text[]) AS f (warc_file)
WHERE
    EXISTS (SELECT FROM raw.page AS p WHERE p.warc_file = f.warc_file)
    OR EXISTS (SELECT FROM ops.feed_poll AS o WHERE o.warc_file = f.warc_file)
    OR EXISTS (SELECT FROM raw.retired_file AS r WHERE r.warc_file = f.warc_file)
