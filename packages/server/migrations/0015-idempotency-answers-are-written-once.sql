-- The answer of a write is filled in after the key was taken, in the same transaction; nothing else of the row changes.
GRANT UPDATE (response) ON idempotency_key TO lastmile_app;
