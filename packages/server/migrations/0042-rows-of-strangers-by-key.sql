-- Whether somebody said of a row that it is nobody on record: few rows, found by their key. Before, each thousand rows of a list read all
-- rows of the lists before them until the tables were analysed.
CREATE INDEX import_row_strangers ON import_row (key) WHERE decided_at IS NOT NULL AND person_id IS NULL;
