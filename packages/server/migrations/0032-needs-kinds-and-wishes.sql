-- Needs carry a kind within their category, the household's own wish, and say from which step they come.
ALTER TABLE need
  ADD COLUMN kind text,
  ADD COLUMN wish text,
  ADD CONSTRAINT need_kind_of_category CHECK (kind IS NULL OR kind ^@ (category || '.')),
  DROP CONSTRAINT need_source_kind_check,
  ADD CONSTRAINT need_source_kind_check
    CHECK (source_kind IN ('gap','signal','assessment','visit','conversation','resident','staff'));
COMMENT ON COLUMN need.kind IS 'A key of NEED_KINDS in packages/domain: category.kind';
COMMENT ON COLUMN need.wish IS 'What the household itself would like to happen, in its words';
CREATE INDEX need_area ON need (org_path, category, state);
