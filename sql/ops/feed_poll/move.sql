UPDATE ops.feed_poll AS p
SET warc_file = m.new_file, warc_offset = p.warc_offset + m.shift
FROM
    unnest(
        %(files)s::text[], %(starts)s::bigint[], %(stops)s::bigint[], %(new_files)s::text[], %(shifts)s::bigint[]
    ) AS m (warc_file, start, stop, new_file, shift)
WHERE p.warc_file = m.warc_file AND p.warc_offset >= m.start AND p.warc_offset < m.stop
