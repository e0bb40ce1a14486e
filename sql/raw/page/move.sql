-- Locked in the order in which pages are saved, which keeps the two from waiting for each other.
WITH moved AS (
    SELECT
        p.entry_id,
        p.revision,
        p.warc_file,
        m.new_file,
        m.shift
    FROM raw.page AS p
    INNER JOIN
        unnest(
            %(files)s::text[], %(starts)s::bigint[], %(stops)s::bigint[], %(new_files)s::text[], %(shifts)s::bigint[]
        ) AS m (warc_file, start, stop, new_file, shift)
        ON p.warc_file = m.warc_file AND p.warc_offset >= m.start AND p.warc_offset < m.stop
    ORDER BY p.entry_id, p.revision
    FOR UPDATE OF p
)

UPDATE raw.page AS p
SET warc_file = m.new_file, warc_offset = p.warc_offset + m.shift
FROM moved AS m
WHERE p.entry_id = m.entry_id AND p.revision = m.revision AND p.warc_file = m.warc_file
