-- A row of a list without a number on record is looked for by name and birthday: by one index, whatever the size of the district.
-- Through the search tokens of a name it read everybody who bears it.
CREATE FUNCTION app.name_key(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT lower(regexp_replace(normalize(name, NFKC), '[·•.\s''’-]', '', 'g')) $$;
COMMENT ON FUNCTION app.name_key(text) IS 'A name as it is compared: NFKC, lower case, separators of compound names dropped (foldToken of packages/domain)';
GRANT EXECUTE ON FUNCTION app.name_key(text) TO lastmile_app;

-- A stored column and not an index over the function: under row-level security an index serves leakproof comparisons alone.
ALTER TABLE person ADD COLUMN name_key text COLLATE "C" GENERATED ALWAYS AS (app.name_key(name)) STORED;
CREATE INDEX person_namesakes ON person (birth_date, name_key) WHERE birth_date IS NOT NULL;
