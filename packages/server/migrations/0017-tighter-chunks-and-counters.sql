-- Parts of a file are added to the own file only; whoever may see a file may read its parts.
DROP POLICY through_file ON file_chunk;
CREATE POLICY read ON file_chunk FOR SELECT TO lastmile_app
  USING (EXISTS (SELECT 1 FROM stored_file f WHERE f.id = file_id));
CREATE POLICY add ON file_chunk FOR INSERT TO lastmile_app
  WITH CHECK (EXISTS (SELECT 1 FROM stored_file f WHERE f.id = file_id
    AND (f.owner_id = (SELECT app.user_id()) OR (SELECT app.role()) = 'system')));

-- Running numbers are drawn by those who open households and cases.
DROP POLICY count ON counter;
CREATE POLICY count ON counter FOR ALL TO lastmile_app
  USING ((SELECT app.has_role('backbone','cadre','social_worker','supervisor','system')))
  WITH CHECK ((SELECT app.has_role('backbone','cadre','social_worker','supervisor','system')));
