-- A birthday with turned digits is looked for among those whose name sounds alike: by one index, however many bear the name.
CREATE INDEX person_link_digits ON person (link_sound, link_digits);
