-- migrate:up

-- Files past their retention wait for a day before they are deleted, as joined ones do.
ALTER TABLE raw.retired_file
DROP CONSTRAINT retired_file_reason_check,
ADD CONSTRAINT retired_file_reason_check CHECK (reason IN ('merged', 'mended', 'expired'));
COMMENT ON TABLE raw.retired_file IS
'WARC files that no row points into any more. They are deleted a day later, once nobody can be reading them.';
COMMENT ON COLUMN raw.retired_file.reason IS
'merged: with the other files of its source and day. mended: without its damaged parts. expired: past its retention.';
COMMENT ON COLUMN raw.retired_file.retired_at IS 'When the rows ceased to point there.';

-- migrate:down

-- Still to be deleted, whatever the reason.
UPDATE raw.retired_file
SET reason = 'merged'
WHERE reason = 'expired';
ALTER TABLE raw.retired_file
DROP CONSTRAINT retired_file_reason_check,
ADD CONSTRAINT retired_file_reason_check CHECK (reason IN ('merged', 'mended'));
COMMENT ON TABLE raw.retired_file IS
'WARC files whose records were copied to another file. They are deleted a day later, once nobody can be reading them.';
COMMENT ON COLUMN raw.retired_file.reason IS
'merged: with the other files of its source and day. mended: without its damaged parts.';
COMMENT ON COLUMN raw.retired_file.retired_at IS 'When the rows began to point elsewhere.';
