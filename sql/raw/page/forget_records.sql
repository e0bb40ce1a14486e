-- Only where the row still points there: a page that was retrieved again meanwhile lies elsewhere.
UPDATE raw.page AS p
SET warc_file = NULL, warc_offset = NULL, warc_length = NULL
FROM unnest(%(files)s::text[], %(offsets)s::bigint[]) AS lost (warc_file, warc_offset)
WHERE p.warc_file = lost.warc_file AND p.warc_offset = lost.warc_offset
RETURNING p.entry_id, p.revision
