-- Needs, cases, plans, contacts, orders, opinions, closures, the bureau's tasks.
CREATE TABLE need (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  case_id uuid,
  category text NOT NULL,
  title text NOT NULL,
  source_kind text NOT NULL CHECK (source_kind IN ('gap','visit','resident','staff')),
  source_id uuid,
  evidence text,
  root_cause text NOT NULL DEFAULT 'unknown',
  urgency smallint NOT NULL DEFAULT 2 CHECK (urgency BETWEEN 1 AND 3),
  own_words text,
  consent boolean,
  state text NOT NULL CHECK (state IN ('confirmed','planned','met','unmet','withdrawn')),
  confirmed_by uuid NOT NULL,
  confirmed_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX need_household ON need (household_id);
CREATE INDEX need_org ON need (org_path, state);

CREATE TABLE case_file (
  id uuid PRIMARY KEY,
  no text NOT NULL UNIQUE,
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  state text NOT NULL CHECK (state IN ('open','serving','closure_proposed','closed')),
  advisor_id uuid,
  opened_by uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  next_contact_on date,
  closed_at timestamptz,
  outcome text,
  version integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX case_one_live ON case_file (household_id) WHERE state <> 'closed';
CREATE INDEX case_org ON case_file (org_path, state);
CREATE INDEX case_advisor ON case_file (advisor_id, state);

CREATE TABLE case_member (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file (id),
  household_id uuid NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  account_id uuid NOT NULL,
  part text NOT NULL CHECK (part IN ('advisor','worker','supervisor')),
  from_at timestamptz NOT NULL,
  until_at timestamptz
);
CREATE INDEX case_member_case ON case_member (case_id);
CREATE INDEX case_member_account ON case_member (account_id) WHERE until_at IS NULL;

CREATE TABLE plan_item (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file (id),
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  need_id uuid REFERENCES need (id),
  kind text NOT NULL CHECK (kind IN ('policy','resource','service')),
  policy text,
  title text NOT NULL,
  goal text,
  due_on date,
  state text NOT NULL CHECK (state IN ('planned','handed_over','assigned','in_progress','done','cancelled')),
  organisation_path text COLLATE "C",
  worker_id uuid,
  result text,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX plan_item_household ON plan_item (household_id);
CREATE INDEX plan_item_case ON plan_item (case_id);
CREATE INDEX plan_item_organisation ON plan_item (organisation_path, state) WHERE organisation_path IS NOT NULL;
CREATE INDEX plan_item_worker ON plan_item (worker_id, state) WHERE worker_id IS NOT NULL;
CREATE INDEX plan_item_org_due ON plan_item (org_path, state, due_on);

CREATE TABLE contact (
  id uuid PRIMARY KEY,
  case_id uuid REFERENCES case_file (id),
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  plan_item_id uuid REFERENCES plan_item (id),
  at timestamptz NOT NULL,
  channel text NOT NULL CHECK (channel IN ('visit','phone','office','online','activity')),
  minutes integer,
  by_id uuid NOT NULL,
  summary text NOT NULL,
  reached boolean NOT NULL DEFAULT true,
  next_on date,
  created_at timestamptz NOT NULL
);
CREATE INDEX contact_household ON contact (household_id, at DESC);
CREATE INDEX contact_by ON contact (by_id, at DESC);

CREATE TABLE counselling_note (
  id uuid PRIMARY KEY,
  contact_id uuid REFERENCES contact (id),
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  by_id uuid NOT NULL,
  at timestamptz NOT NULL,
  body text NOT NULL
);
CREATE INDEX counselling_note_household ON counselling_note (household_id, at DESC);
COMMENT ON TABLE counselling_note IS 'Counselling notes, encrypted field, apart from the contact and with tighter access';

CREATE TABLE volunteer_order (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file (id),
  plan_item_id uuid REFERENCES plan_item (id),
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  volunteer_id uuid NOT NULL,
  what text NOT NULL,
  call_name text NOT NULL,
  place text NOT NULL,
  due_on date NOT NULL,
  state text NOT NULL CHECK (state IN ('offered','accepted','declined','done')),
  report text,
  minutes integer,
  given_by uuid NOT NULL,
  given_at timestamptz NOT NULL,
  answered_at timestamptz,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX volunteer_order_volunteer ON volunteer_order (volunteer_id, state);
CREATE INDEX volunteer_order_household ON volunteer_order (household_id);

CREATE TABLE opinion (
  id uuid PRIMARY KEY,
  case_id uuid REFERENCES case_file (id),
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  organisation_path text COLLATE "C" NOT NULL,
  by_id uuid NOT NULL,
  at timestamptz NOT NULL,
  body text NOT NULL
);
CREATE INDEX opinion_household ON opinion (household_id, at DESC);
COMMENT ON TABLE opinion IS 'Professional opinion of an organisation on a household';

CREATE TABLE closure (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file (id),
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  outcome text NOT NULL,
  assessment text NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed','returned','approved')),
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  reviewed_by uuid,
  reviewed_at timestamptz,
  comment text,
  version integer NOT NULL DEFAULT 1,
  CHECK (reviewed_by IS NULL OR reviewed_by <> proposed_by)
);
CREATE INDEX closure_case ON closure (case_id);
CREATE INDEX closure_org ON closure (org_path, state);

CREATE TABLE bureau_task (
  id uuid PRIMARY KEY,
  org_path text COLLATE "C" NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  due_on date NOT NULL,
  state text NOT NULL CHECK (state IN ('given','replied','returned','accepted')),
  given_by uuid NOT NULL,
  given_at timestamptz NOT NULL,
  reply text,
  replied_by uuid,
  replied_at timestamptz,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX bureau_task_org ON bureau_task (org_path, state, due_on);

CREATE TABLE counter (
  name text PRIMARY KEY,
  value bigint NOT NULL
);
COMMENT ON TABLE counter IS 'Running numbers of households and cases';
