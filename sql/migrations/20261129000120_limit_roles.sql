-- migrate:up

-- The pipeline's own connections set these themselves. Here for whoever logs in as one of the roles with a client of
-- their own: a forgotten transaction keeps rows from being vacuumed, and a month from being made. Only in this
-- database, because roles belong to the server.
DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['marsad_loader', 'marsad_reader']
    LOOP
        EXECUTE format(
            'ALTER ROLE %I IN DATABASE %I SET statement_timeout = ''10min''', role_name, current_database()
        );
        EXECUTE format('ALTER ROLE %I IN DATABASE %I SET lock_timeout = ''60s''', role_name, current_database());
        EXECUTE format(
            'ALTER ROLE %I IN DATABASE %I SET idle_in_transaction_session_timeout = ''15min''',
            role_name, current_database()
        );
    END LOOP;
EXCEPTION
    WHEN insufficient_privilege THEN
        RAISE NOTICE 'this login may not set time-outs for marsad_loader and marsad_reader';
END
$$;

-- migrate:down

DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['marsad_loader', 'marsad_reader']
    LOOP
        EXECUTE format('ALTER ROLE %I IN DATABASE %I RESET statement_timeout', role_name, current_database());
        EXECUTE format('ALTER ROLE %I IN DATABASE %I RESET lock_timeout', role_name, current_database());
        EXECUTE format(
            'ALTER ROLE %I IN DATABASE %I RESET idle_in_transaction_session_timeout', role_name, current_database()
        );
    END LOOP;
EXCEPTION
    WHEN insufficient_privilege THEN
        RAISE NOTICE 'this login may not set time-outs for marsad_loader and marsad_reader';
END
$$;
