-- Every change of a client or of its secrets, numbered by the database in the transaction that makes it, so that
-- servers know what to read anew and nobody who changes one can forget to say so. That a secret was used is no
-- change.
CREATE TABLE client_changes (
    change_number BIGSERIAL PRIMARY KEY,
    client_id TEXT NOT NULL
);
CREATE INDEX client_changes_by_client ON client_changes (client_id, change_number);

-- A number is drawn while the client's row is held, so that the numbers of one client follow its commits.
CREATE FUNCTION note_client_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed TEXT;
BEGIN
    IF TG_OP = 'DELETE' THEN
        changed := OLD.client_id;
    ELSE
        changed := NEW.client_id;
    END IF;
    IF TG_TABLE_NAME = 'client_secrets' THEN
        PERFORM 1 FROM clients WHERE client_id = changed FOR UPDATE;
    END IF;
    INSERT INTO client_changes (client_id) VALUES (changed);
    RETURN NULL;
END $$;

CREATE TRIGGER clients_changed AFTER UPDATE OR DELETE ON clients
    FOR EACH ROW EXECUTE FUNCTION note_client_change();
CREATE TRIGGER client_secrets_added AFTER INSERT OR DELETE ON client_secrets
    FOR EACH ROW EXECUTE FUNCTION note_client_change();
CREATE TRIGGER client_secrets_changed AFTER UPDATE ON client_secrets
    FOR EACH ROW WHEN (OLD.last_used_at IS NOT DISTINCT FROM NEW.last_used_at)
    EXECUTE FUNCTION note_client_change();
