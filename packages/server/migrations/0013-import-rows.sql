-- What became of each row of an import: duplicates within a file, rows seen in an earlier list, who disappeared from it.
CREATE TABLE import_row (
  batch_id uuid NOT NULL REFERENCES import_batch (id),
  row integer NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  key bytea NOT NULL,
  content bytea NOT NULL,
  household_key bytea,
  outcome text NOT NULL CHECK (outcome IN ('accepted','unchanged','refused','review')),
  person_id uuid,
  household_id uuid,
  PRIMARY KEY (batch_id, row)
);
CREATE INDEX import_row_key ON import_row (key, batch_id);
CREATE INDEX import_row_household_key ON import_row (batch_id, household_key) WHERE household_key IS NOT NULL;
CREATE INDEX import_row_household ON import_row (batch_id, household_id) WHERE household_id IS NOT NULL;
CREATE INDEX import_row_person ON import_row (batch_id, person_id) WHERE person_id IS NOT NULL;
COMMENT ON TABLE import_row IS 'Outcome and lineage of each row of an import; says nothing that the row said but whom it was about';
COMMENT ON COLUMN import_row.key IS 'Who the row is about: blind index of the number, or hash of name, birth date and household of the list';
COMMENT ON COLUMN import_row.content IS 'Hash of all that the row says, to tell a repetition from a contradiction';

ALTER TABLE import_batch
  ALTER COLUMN started_by DROP NOT NULL,
  ADD COLUMN error jsonb,
  ADD COLUMN found jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN cancel_requested boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN import_batch.started_by IS 'Account; null for the command line';
COMMENT ON COLUMN import_batch.found IS 'What the file as a whole showed when it was looked at: rows counted or not, sheets, hidden rows';
CREATE INDEX import_batch_file ON import_batch (source, file_sha256);
CREATE INDEX import_batch_source ON import_batch (source, as_of DESC) WHERE state = 'done' AND NOT dry_run;

GRANT SELECT, INSERT, DELETE ON import_row TO lastmile_app;
ALTER TABLE import_row ENABLE ROW LEVEL SECURITY;
CREATE POLICY within ON import_row FOR ALL TO lastmile_app
  USING ((SELECT app.has_role('bureau','backbone','administrator','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()))
  WITH CHECK ((SELECT app.has_role('bureau','backbone','administrator','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
