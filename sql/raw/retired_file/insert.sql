INSERT INTO raw.retired_file (warc_file, reason, retired_at)
SELECT
    warc_file,
    %(reason)s::text AS reason,
    %(now)s AS retired_at
FROM unnest(%(files)s::text[]) AS i (warc_file)
ORDER BY warc_file
ON CONFLICT (warc_file) DO NOTHING
