-- Every change of a client or of its secrets, numbered by the database in the transaction that makes it, so that
-- servers know what to read anew and nobody who changes one can forget to say so. That a secret was used is no
-- change.
CREATE TABLE client_changes (
    change_number BIGSERIAL PRIMARY KEY,
    client_id TEXT NOT NULL
);
CREATE INDEX client_changes_by_client ON client_changes (client_id, change_number);

CREATE FUNCTION note_client_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        INSERT INTO client_changes (client_id) VALUES (OLD.client_id);
    ELSE
        INSERT INTO client_changes (client_id) VALUES (NEW.client_id);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER clients_changed AFTER UPDATE OR DELETE ON clients
    FOR EACH ROW EXECUTE FUNCTION note_client_change();
CREATE TRIGGER client_secrets_added AFTER INSERT OR DELETE ON client_secrets
    FOR EACH ROW EXECUTE FUNCTION note_client_change();
CREATE TRIGGER client_secrets_changed AFTER UPDATE ON client_secrets
    FOR EACH ROW WHEN (OLD.last_used_at IS NOT DISTINCT FROM NEW.last_used_at)
    EXECUTE FUNCTION note_client_change();
