-- A new secret for one-time codes waits apart until its first code proves it: the old one protects the account meanwhile.
ALTER TABLE account ADD COLUMN totp_pending text;
COMMENT ON COLUMN account.totp_pending IS 'Encrypted field: a secret that waits for its first code';

-- An account reads and changes itself, but nobody adds an account for himself, and what an account is stays with those
-- who manage accounts: even a wrong statement cannot make a volunteer an administrator.
DROP POLICY own ON account;
CREATE POLICY own_read ON account FOR SELECT TO lastmile_app USING (id = (SELECT app.user_id()));
CREATE POLICY own_change ON account FOR UPDATE TO lastmile_app USING (id = (SELECT app.user_id())) WITH CHECK (id = (SELECT app.user_id()));

CREATE FUNCTION app.keep_account_standing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF app.role() IS NOT NULL AND NOT app.has_role('administrator', 'system')
    AND (NEW.id, NEW.login, NEW.role, NEW.org_path, NEW.demo) IS DISTINCT FROM (OLD.id, OLD.login, OLD.role, OLD.org_path, OLD.demo) THEN
    RAISE EXCEPTION 'what an account is changes through account management only' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_standing BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION app.keep_account_standing();
