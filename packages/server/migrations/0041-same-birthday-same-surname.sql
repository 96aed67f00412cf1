-- A row of a list is compared with those of its birthday whose surname sounds alike, and with its namesakes of that day: by one index,
-- however many were born on the day. Before, the first read everybody of the day.
CREATE INDEX person_birthday ON person (birth_date, link_sound, name_key) WHERE birth_date IS NOT NULL;
DROP INDEX person_namesakes;
