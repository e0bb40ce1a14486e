-- migrate:up

ALTER TABLE ops.check_result ADD COLUMN source_id text;
ALTER TABLE ops.check_result ADD COLUMN expected text NOT NULL DEFAULT '';
ALTER TABLE ops.check_result ADD COLUMN observed text;
-- An expectation about outlets has a row of its own for each that broke it, beside the one for all.
ALTER TABLE ops.check_result DROP CONSTRAINT check_result_pkey;
ALTER TABLE ops.check_result ADD CONSTRAINT check_result_key
UNIQUE NULLS NOT DISTINCT (check_id, expectation_name, source_id);
COMMENT ON COLUMN ops.check_result.source_id IS 'The outlet that broke it; null where the whole day was looked at.';
COMMENT ON COLUMN ops.check_result.expected IS 'What must hold, in words.';
COMMENT ON COLUMN ops.check_result.observed IS 'The first value that broke it, or what was seen of the day.';

-- migrate:down

DELETE FROM ops.check_result WHERE source_id IS NOT NULL;
ALTER TABLE ops.check_result DROP CONSTRAINT check_result_key;
ALTER TABLE ops.check_result ADD PRIMARY KEY (check_id, expectation_name);
ALTER TABLE ops.check_result DROP COLUMN observed;
ALTER TABLE ops.check_result DROP COLUMN expected;
ALTER TABLE ops.check_result DROP COLUMN source_id;
