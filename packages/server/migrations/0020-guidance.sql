-- Policy guidance both ways: bulletins from the bureau with receipts, and feedback on policies with its answers.

-- Bulletins (政策速递). The head says to whom and from when; each text is a version, and receipts are of a version.
CREATE TABLE bulletin (
  id uuid PRIMARY KEY,
  org_path text COLLATE "C" NOT NULL,
  state text NOT NULL CHECK (state IN ('published','withdrawn')),
  roles text[] NOT NULL CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['backbone','cadre','social_worker','org_manager']),
  units text[] NOT NULL DEFAULT '{}',
  from_on date NOT NULL,
  current_no integer NOT NULL DEFAULT 1,
  published_by uuid NOT NULL,
  published_at timestamptz NOT NULL,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdraw_reason text,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX bulletin_org ON bulletin (org_path, from_on DESC);
COMMENT ON TABLE bulletin IS 'Bulletin (政策速递): to which roles and units (none: all of the district), from which day';

CREATE TABLE bulletin_version (
  bulletin_id uuid NOT NULL REFERENCES bulletin (id),
  no integer NOT NULL CHECK (no > 0),
  title text NOT NULL,
  body text NOT NULL,
  policies text[] NOT NULL DEFAULT '{}',
  questions jsonb NOT NULL DEFAULT '[]',
  note text,
  written_by uuid NOT NULL,
  written_at timestamptz NOT NULL,
  PRIMARY KEY (bulletin_id, no)
);
COMMENT ON TABLE bulletin_version IS 'What a bulletin says; a correction is a new version with a note, the old one stays';

CREATE TABLE bulletin_receipt (
  bulletin_id uuid NOT NULL,
  no integer NOT NULL,
  account_id uuid NOT NULL,
  read_at timestamptz NOT NULL,
  answers integer[],
  right_count integer,
  answered_at timestamptz,
  PRIMARY KEY (bulletin_id, no, account_id),
  FOREIGN KEY (bulletin_id, no) REFERENCES bulletin_version (bulletin_id, no),
  CHECK ((answers IS NULL) = (answered_at IS NULL))
);
CREATE INDEX bulletin_receipt_account ON bulletin_receipt (account_id);
COMMENT ON TABLE bulletin_receipt IS 'Who has read a version to its end, and what was answered to its questions';

CREATE TABLE bulletin_reminder (
  id uuid PRIMARY KEY,
  bulletin_id uuid NOT NULL,
  no integer NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  by_id uuid NOT NULL,
  at timestamptz NOT NULL,
  FOREIGN KEY (bulletin_id, no) REFERENCES bulletin_version (bulletin_id, no)
);
CREATE INDEX bulletin_reminder_bulletin ON bulletin_reminder (bulletin_id, no, at DESC);
COMMENT ON TABLE bulletin_reminder IS 'The bureau reminded those below a unit who had not read the version';

-- Feedback (政策反馈). What is written stays as it was written; what becomes of it stands in the topic.
CREATE TABLE feedback_topic (
  id uuid PRIMARY KEY,
  org_path text COLLATE "C" NOT NULL,
  policy text NOT NULL,
  title text NOT NULL,
  state text NOT NULL CHECK (state IN ('received','looking','answered','taken_up')),
  answer text,
  answered_by uuid,
  answered_at timestamptz,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CHECK (state NOT IN ('answered','taken_up') OR answer IS NOT NULL)
);
CREATE INDEX feedback_topic_org ON feedback_topic (org_path, policy, state);
COMMENT ON TABLE feedback_topic IS 'One question made of several pieces of feedback on a policy, and the bureau''s answer';

CREATE TABLE policy_feedback (
  id uuid PRIMARY KEY,
  org_path text COLLATE "C" NOT NULL,
  policy text NOT NULL,
  voice text NOT NULL CHECK (voice IN ('advisor','resident')),
  what text NOT NULL,
  falls_through text,
  households integer CHECK (households > 0),
  resident_words text,
  resident_name text,
  linked boolean NOT NULL DEFAULT false,
  code text NOT NULL UNIQUE,
  by_id uuid NOT NULL,
  at timestamptz NOT NULL,
  topic_id uuid REFERENCES feedback_topic (id),
  seen_at timestamptz,
  CHECK (voice = 'resident' OR (resident_words IS NULL AND resident_name IS NULL))
);
CREATE INDEX policy_feedback_org ON policy_feedback (org_path, policy, at DESC);
CREATE INDEX policy_feedback_writer ON policy_feedback (by_id, at DESC);
CREATE INDEX policy_feedback_topic ON policy_feedback (topic_id) WHERE topic_id IS NOT NULL;
COMMENT ON TABLE policy_feedback IS 'What does not work in a policy and who falls through, told by an advisor or, in their words, by a resident';
COMMENT ON COLUMN policy_feedback.resident_name IS 'Only when the resident wants to be named';
COMMENT ON COLUMN policy_feedback.code IS 'By it the answer is asked for without an account; made of chance, not of the person';

CREATE TABLE feedback_household (
  feedback_id uuid PRIMARY KEY REFERENCES policy_feedback (id),
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL
);
CREATE INDEX feedback_household_household ON feedback_household (household_id);
COMMENT ON TABLE feedback_household IS 'The household that a piece of feedback is about, for those who may see the household';

CREATE TABLE answer_attempt (
  id uuid PRIMARY KEY,
  ip text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX answer_attempt_ip ON answer_attempt (ip, at DESC);
COMMENT ON TABLE answer_attempt IS 'Wrong codes by address, so that codes cannot be guessed';

GRANT SELECT, INSERT, UPDATE ON bulletin, bulletin_receipt, feedback_topic TO lastmile_app;
GRANT SELECT, INSERT ON bulletin_version, bulletin_reminder, policy_feedback, feedback_household TO lastmile_app;
GRANT UPDATE (topic_id, seen_at) ON policy_feedback TO lastmile_app;
GRANT SELECT, INSERT, DELETE ON answer_attempt TO lastmile_app;

-- Whether the actor is one of those whom a bulletin is meant for.
CREATE FUNCTION app.in_audience(issuer text, roles text[], units text[]) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(app.role() = ANY (roles) AND starts_with(app.scope_lo(), issuer)
    AND (cardinality(units) = 0 OR EXISTS (SELECT 1 FROM unnest(units) u WHERE starts_with(app.scope_lo(), u))), false) $$;

ALTER TABLE bulletin ENABLE ROW LEVEL SECURITY;
CREATE POLICY manage ON bulletin FOR ALL TO lastmile_app
  USING ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()))
  WITH CHECK ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
CREATE POLICY audience ON bulletin FOR SELECT TO lastmile_app USING (app.in_audience(org_path, roles, units));

ALTER TABLE bulletin_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY through_bulletin ON bulletin_version FOR SELECT TO lastmile_app
  USING (EXISTS (SELECT 1 FROM bulletin b WHERE b.id = bulletin_id));
CREATE POLICY write ON bulletin_version FOR INSERT TO lastmile_app
  WITH CHECK ((SELECT app.has_role('bureau','system')) AND EXISTS (SELECT 1 FROM bulletin b WHERE b.id = bulletin_id));

ALTER TABLE bulletin_receipt ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON bulletin_receipt FOR ALL TO lastmile_app
  USING ((SELECT app.has_role('backbone','cadre','social_worker','org_manager')) AND account_id = (SELECT app.user_id())
    AND EXISTS (SELECT 1 FROM bulletin b WHERE b.id = bulletin_id))
  WITH CHECK ((SELECT app.has_role('backbone','cadre','social_worker','org_manager')) AND account_id = (SELECT app.user_id())
    AND EXISTS (SELECT 1 FROM bulletin b WHERE b.id = bulletin_id));
CREATE POLICY reach ON bulletin_receipt FOR SELECT TO lastmile_app
  USING ((SELECT app.has_role('bureau','system')) AND EXISTS (SELECT 1 FROM bulletin b WHERE b.id = bulletin_id));

ALTER TABLE bulletin_reminder ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON bulletin_reminder FOR SELECT TO lastmile_app
  USING (EXISTS (SELECT 1 FROM bulletin b WHERE b.id = bulletin_id)
    AND ((SELECT app.has_role('bureau','system')) OR starts_with((SELECT app.scope_lo()), unit_path)));
CREATE POLICY remind ON bulletin_reminder FOR INSERT TO lastmile_app
  WITH CHECK ((SELECT app.has_role('bureau','system')) AND EXISTS (SELECT 1 FROM bulletin b WHERE b.id = bulletin_id));

SELECT app.protect_household_rows('feedback_household', '{bureau,backbone,cadre,supervisor,social_worker,org_manager}', '{backbone,cadre,social_worker,org_manager}');

-- A writer sees the own words; the bureau and the street see what was written below them. What is about a household
-- is seen by those only who may see that household.
ALTER TABLE policy_feedback ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_read ON policy_feedback FOR SELECT TO lastmile_app
  USING ((SELECT app.has_role('backbone','cadre','social_worker','org_manager')) AND by_id = (SELECT app.user_id()));
CREATE POLICY own_write ON policy_feedback FOR INSERT TO lastmile_app
  WITH CHECK ((SELECT app.has_role('backbone','cadre','social_worker','org_manager')) AND by_id = (SELECT app.user_id())
    AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
CREATE POLICY own_seen ON policy_feedback FOR UPDATE TO lastmile_app
  USING ((SELECT app.has_role('backbone','cadre','social_worker','org_manager')) AND by_id = (SELECT app.user_id()))
  WITH CHECK ((SELECT app.has_role('backbone','cadre','social_worker','org_manager')) AND by_id = (SELECT app.user_id()));
CREATE POLICY below ON policy_feedback FOR SELECT TO lastmile_app
  USING ((SELECT app.has_role('bureau','backbone','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi())
    AND (NOT linked OR EXISTS (SELECT 1 FROM feedback_household h WHERE h.feedback_id = id)));
CREATE POLICY gather ON policy_feedback FOR UPDATE TO lastmile_app
  USING ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi())
    AND (NOT linked OR EXISTS (SELECT 1 FROM feedback_household h WHERE h.feedback_id = id)))
  WITH CHECK ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));

ALTER TABLE feedback_topic ENABLE ROW LEVEL SECURITY;
CREATE POLICY manage ON feedback_topic FOR ALL TO lastmile_app
  USING ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()))
  WITH CHECK ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
CREATE POLICY through_feedback ON feedback_topic FOR SELECT TO lastmile_app
  USING ((SELECT app.has_role('backbone','cadre','social_worker','org_manager'))
    AND EXISTS (SELECT 1 FROM policy_feedback f WHERE f.topic_id = feedback_topic.id));

ALTER TABLE answer_attempt ENABLE ROW LEVEL SECURITY;
CREATE POLICY auth ON answer_attempt FOR ALL TO lastmile_app
  USING ((SELECT app.has_role('auth','system'))) WITH CHECK ((SELECT app.has_role('auth','system')));

-- The answer to one code, for people without an account. Definer: nothing else of the feedback can be read this way.
CREATE FUNCTION app.answer_by_code(asked text)
  RETURNS TABLE (policy text, received_at timestamptz, state text, answer text, answered_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT f.policy, f.at, coalesce(t.state, 'received'), t.answer, t.answered_at
  FROM public.policy_feedback f LEFT JOIN public.feedback_topic t ON t.id = f.topic_id
  WHERE f.code = asked AND app.role() = 'auth'
$$;
REVOKE ALL ON FUNCTION app.answer_by_code(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.answer_by_code(text) TO lastmile_app;
