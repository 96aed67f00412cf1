-- What modules above keep true on the household's row, so that a list filters and sorts on one index.
ALTER TABLE household
  ADD COLUMN open_gaps integer NOT NULL DEFAULT 0,
  ADD COLUMN open_needs integer NOT NULL DEFAULT 0,
  ADD COLUMN case_id uuid,
  ADD COLUMN case_state text,
  ADD COLUMN next_contact_on date,
  ADD COLUMN head_pinyin text COLLATE "C" NOT NULL DEFAULT '',
  ALTER COLUMN no TYPE text COLLATE "C";
COMMENT ON COLUMN household.open_gaps IS 'Open entitlement gaps; kept true by triggers on gap. The same for open_needs (need) and case_id, case_state, next_contact_on (case_file)';
CREATE INDEX household_updated ON household (updated_at DESC, id);
CREATE INDEX household_head ON household (head_pinyin, id);
CREATE INDEX household_last_contact ON household (last_contact_at NULLS FIRST, id);
CREATE INDEX household_gaps ON household (open_gaps DESC, id) WHERE open_gaps > 0;
CREATE INDEX household_needs ON household (org_path, id) WHERE open_needs > 0;
CREATE INDEX household_case ON household (org_path, id) WHERE case_state IS NOT NULL AND case_state <> 'closed';
CREATE INDEX household_next_contact ON household (next_contact_on, id) WHERE next_contact_on IS NOT NULL;

CREATE FUNCTION app.follow_gaps() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $f$
BEGIN
  UPDATE public.household h SET open_gaps = n.open
  FROM (SELECT t.household_id, count(g.id) FILTER (WHERE g.state = 'open')::int AS open
        FROM (SELECT DISTINCT household_id FROM touched) t LEFT JOIN public.gap g USING (household_id) GROUP BY 1) n
  WHERE h.id = n.household_id AND h.open_gaps <> n.open;
  RETURN NULL;
END $f$;
CREATE TRIGGER follow_gaps_added AFTER INSERT ON gap REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION app.follow_gaps();
CREATE TRIGGER follow_gaps_changed AFTER UPDATE ON gap REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION app.follow_gaps();

CREATE FUNCTION app.follow_needs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $f$
BEGIN
  UPDATE public.household h SET open_needs = n.open
  FROM (SELECT t.household_id, count(d.id) FILTER (WHERE d.state IN ('confirmed', 'planned'))::int AS open
        FROM (SELECT DISTINCT household_id FROM touched) t LEFT JOIN public.need d USING (household_id) GROUP BY 1) n
  WHERE h.id = n.household_id AND h.open_needs <> n.open;
  RETURN NULL;
END $f$;
CREATE TRIGGER follow_needs_added AFTER INSERT ON need REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION app.follow_needs();
CREATE TRIGGER follow_needs_changed AFTER UPDATE ON need REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION app.follow_needs();

CREATE INDEX case_household ON case_file (household_id, opened_at DESC);
CREATE FUNCTION app.follow_cases() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $f$
BEGIN
  UPDATE public.household h
  SET case_id = n.id, case_state = n.state, next_contact_on = CASE WHEN n.state <> 'closed' THEN n.next_contact_on END
  FROM (SELECT DISTINCT ON (c.household_id) c.household_id, c.id, c.state, c.next_contact_on
        FROM public.case_file c WHERE c.household_id IN (SELECT household_id FROM touched)
        ORDER BY c.household_id, (c.state <> 'closed') DESC, c.opened_at DESC, c.id DESC) n
  WHERE h.id = n.household_id;
  RETURN NULL;
END $f$;
CREATE TRIGGER follow_cases_added AFTER INSERT ON case_file REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION app.follow_cases();
CREATE TRIGGER follow_cases_changed AFTER UPDATE ON case_file REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION app.follow_cases();
REVOKE ALL ON FUNCTION app.follow_gaps(), app.follow_needs(), app.follow_cases() FROM PUBLIC;

-- Which source a statement comes from, for good (the name may carry a month); and the order of writing, the last tie-break.
ALTER TABLE fact ADD COLUMN source_id text, ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY;
ALTER TABLE benefit_receipt ADD COLUMN source_id text, ADD COLUMN stated_on date;
COMMENT ON COLUMN benefit_receipt.stated_on IS 'Legal day of the newest statement that this receipt rests on; an older list that comes late does not touch it';
COMMENT ON COLUMN fact.source_id IS 'Names the source for good, e.g. dibao-roster: a statement is compared with the last one of its source';

-- Tokens: the scope of a row lies in the index itself, so that a common name in a small scope reads no table rows.
ALTER TABLE search_token DROP CONSTRAINT search_token_pkey;
ALTER TABLE search_token ADD PRIMARY KEY (token, kind, person_id) INCLUDE (household_id, org_path);
DROP INDEX search_token_person;
CREATE INDEX search_token_household ON search_token (household_id, person_id);

-- Tables that move with a household need a way in by household.
CREATE INDEX case_member_household ON case_member (household_id);
CREATE INDEX closure_household ON closure (household_id);

-- A household moves to another unit with every row that carries it. Definer: the unit it goes to lies outside the
-- caller's scope, and facts and contacts are otherwise never updated. The ledger stays: it says where things happened.
-- Tables are found in the catalogue, so that a table of a later migration moves as well.
CREATE FUNCTION app.move_household(moving uuid, target text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $f$
DECLARE
  carrier record;
  rows_of_table bigint;
  moved bigint := 0;
BEGIN
  IF NOT app.has_role('backbone', 'system') THEN
    RAISE EXCEPTION 'this role moves no household' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM 1 FROM public.household
    WHERE id = moving AND org_path >= app.area_lo() AND org_path < app.area_hi() FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the household is not in scope' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM 1 FROM public.org WHERE path = target AND kind IN ('district', 'street', 'committee');
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no such unit' USING ERRCODE = 'foreign_key_violation';
  END IF;
  UPDATE public.household SET org_path = target WHERE id = moving;
  FOR carrier IN
    SELECT c.oid::regclass AS name
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relname <> 'ledger_entry'
      AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'household_id' AND NOT a.attisdropped)
      AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org_path' AND NOT a.attisdropped)
    ORDER BY c.relname
  LOOP
    EXECUTE format('UPDATE %s SET org_path = $1 WHERE household_id = $2', carrier.name) USING target, moving;
    GET DIAGNOSTICS rows_of_table = ROW_COUNT;
    moved := moved + rows_of_table;
  END LOOP;
  RETURN moved;
END $f$;
REVOKE ALL ON FUNCTION app.move_household(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.move_household(uuid, text) TO lastmile_app;
