-- Households, persons, memberships, facts (history and the wide present), search tokens, receipts, grants.
CREATE TABLE household (
  id uuid PRIMARY KEY,
  no text NOT NULL UNIQUE,
  org_path text COLLATE "C" NOT NULL,
  head_person_id uuid,
  head_name text NOT NULL,
  address text,
  lat double precision,
  lng double precision,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active','moved','dissolved')),
  advisor_id uuid,
  paired_since date,
  tier smallint CHECK (tier BETWEEN 1 AND 4),
  last_contact_at timestamptz,
  source text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX household_org ON household (org_path, id);
CREATE INDEX household_advisor ON household (advisor_id) WHERE advisor_id IS NOT NULL;
COMMENT ON COLUMN household.advisor_id IS 'The paired advisor (结对): an account id';

CREATE TABLE person (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  name text NOT NULL,
  name_pinyin text NOT NULL,
  sex text CHECK (sex IN ('male','female')),
  birth_date date,
  doc_type text NOT NULL DEFAULT 'resident_id',
  doc_missing_reason text,
  id_number text,
  id_number_index bytea,
  id_number_masked text,
  phone text,
  phone_index bytea,
  phone_masked text,
  deceased_on date,
  source text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX person_household ON person (household_id);
CREATE INDEX person_org ON person (org_path, id);
CREATE INDEX person_id_number ON person (id_number_index) WHERE id_number_index IS NOT NULL;
CREATE INDEX person_phone ON person (phone_index) WHERE phone_index IS NOT NULL;
COMMENT ON COLUMN person.id_number IS 'Encrypted field; found by id_number_index, an HMAC with the index key';

CREATE TABLE membership (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  person_id uuid NOT NULL REFERENCES person (id),
  org_path text COLLATE "C" NOT NULL,
  relation text NOT NULL,
  from_date date NOT NULL,
  to_date date,
  reason text
);
CREATE INDEX membership_household ON membership (household_id);
CREATE INDEX membership_person ON membership (person_id);

CREATE TABLE fact (
  id uuid PRIMARY KEY,
  entity_kind text NOT NULL CHECK (entity_kind IN ('household','person')),
  entity_id uuid NOT NULL,
  household_id uuid NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  fact text NOT NULL,
  value jsonb NOT NULL,
  sensitivity text NOT NULL CHECK (sensitivity IN ('ordinary','sensitive','protected')),
  source_kind text NOT NULL CHECK (source_kind IN ('import','visit','staff','resident','synthetic')),
  source_name text NOT NULL,
  batch_id uuid,
  source_row integer,
  valid_from date NOT NULL,
  learned_at timestamptz NOT NULL,
  recorded_by uuid
);
CREATE INDEX fact_entity ON fact (entity_id, fact, learned_at DESC);
CREATE INDEX fact_household ON fact (household_id, learned_at DESC);
CREATE INDEX fact_batch ON fact (batch_id, source_row) WHERE batch_id IS NOT NULL;
COMMENT ON TABLE fact IS 'The past of each fact: value, source, the day it was true from, the instant we learned it. Never updated';
COMMENT ON COLUMN fact.value IS 'JSON null means "known to be unknown from this day"; money in yuan as a JSON number';

-- The present, one wide typed row each; columns f_<fact> are added from facts.yaml by the migrator after migrations.
CREATE TABLE household_now (
  household_id uuid PRIMARY KEY REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE TABLE person_now (
  person_id uuid PRIMARY KEY REFERENCES person (id),
  household_id uuid NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX person_now_household ON person_now (household_id);
CREATE TABLE person_protected_now (
  person_id uuid PRIMARY KEY REFERENCES person (id),
  household_id uuid NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX person_protected_now_household ON person_protected_now (household_id);
CREATE TABLE household_protected_now (
  household_id uuid PRIMARY KEY REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  updated_at timestamptz NOT NULL
);
COMMENT ON TABLE person_protected_now IS 'Wide row of protected facts (psychology, offences, violence) apart, with tighter access';

CREATE TABLE search_token (
  token text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('name','pinyin','initials','id_number','id_tail','phone','phone_tail','address','household_no')),
  person_id uuid NOT NULL,
  household_id uuid NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  PRIMARY KEY (token, kind, person_id)
);
CREATE INDEX search_token_person ON search_token (person_id);
COMMENT ON TABLE search_token IS 'What a person is found by, queried by equality or prefix only: those stay indexable under row-level security. Numbers are keyed hashes';

CREATE TABLE benefit_receipt (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  person_id uuid,
  org_path text COLLATE "C" NOT NULL,
  policy text NOT NULL,
  amount_fen bigint,
  per text NOT NULL DEFAULT 'month',
  from_date date,
  to_date date,
  source_name text NOT NULL,
  batch_id uuid,
  source_row integer,
  learned_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX benefit_receipt_household ON benefit_receipt (household_id, policy);
CREATE INDEX benefit_receipt_org ON benefit_receipt (org_path, policy);

CREATE TABLE household_grant (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  account_id uuid,
  organisation_path text COLLATE "C",
  reason text NOT NULL CHECK (reason IN ('case_team','hand_over','own_household')),
  ref_id uuid,
  from_at timestamptz NOT NULL,
  until_at timestamptz,
  granted_by uuid,
  CHECK ((account_id IS NULL) <> (organisation_path IS NULL))
);
CREATE INDEX household_grant_account ON household_grant (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX household_grant_organisation ON household_grant (organisation_path) WHERE organisation_path IS NOT NULL;
CREATE INDEX household_grant_household ON household_grant (household_id);
COMMENT ON TABLE household_grant IS 'Who outside the area may see a household and why: case team, hand-over to an organisation, the resident''s own';

-- Households granted to the actor of this transaction. Definer: the grants themselves stay hidden from the actor.
CREATE FUNCTION app.granted() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT coalesce(array_agg(DISTINCT g.household_id), '{}')
  FROM public.household_grant g
  WHERE g.until_at IS NULL
    AND (g.account_id = app.user_id()
      OR (app.role() = 'org_manager' AND g.organisation_path >= app.scope_lo() AND g.organisation_path < app.scope_hi()))
$$;

-- A person known outside the caller's scope: only the unit to ask, nothing more.
CREATE FUNCTION app.known_elsewhere(number_index bytea) RETURNS TABLE (street_path text, street_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT DISTINCT o.path, o.name_zh
  FROM public.person p
  JOIN public.org o ON o.kind = 'street' AND p.org_path >= o.path AND p.org_path < left(o.path, -1) || '0'
  WHERE app.has_role('backbone','cadre','social_worker','system') AND p.id_number_index = number_index
$$;
REVOKE ALL ON FUNCTION app.known_elsewhere(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.known_elsewhere(bytea) TO lastmile_app;
