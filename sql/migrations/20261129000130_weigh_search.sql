-- migrate:up

-- In a planner's units: about what each takes for a body. By default Postgres takes them for cheap, and rather
-- searches every text of a month than look into the index.
ALTER FUNCTION curated.fold(text) COST 10000;
ALTER FUNCTION curated.words(text) COST 20000;
ALTER FUNCTION curated.bare_words(text) COST 20000;
ALTER FUNCTION curated.search_vector(text, text) COST 50000;

-- migrate:down

ALTER FUNCTION curated.search_vector(text, text) COST 100;
ALTER FUNCTION curated.bare_words(text) COST 100;
ALTER FUNCTION curated.words(text) COST 100;
ALTER FUNCTION curated.fold(text) COST 100;
