-- A job that takes its process down each time it is picked up must not do so forever.
ALTER TABLE job ADD COLUMN idle_claims integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN job.idle_claims IS 'How often the job was picked up since its last step was committed';
COMMENT ON COLUMN job.attempts IS 'How often the job was picked up; whoever works on it holds this number, an older holder can write nothing more';
