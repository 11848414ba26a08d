-- Every change of a client or of its secrets, numbered by the database in the transaction that makes it, so that
-- servers know what to read anew and nobody who changes one can forget to say so. That a secret was used is no
-- change.
CREATE TABLE client_changes (
    change_number INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id TEXT NOT NULL
);
CREATE INDEX client_changes_by_client ON client_changes (client_id, change_number);

CREATE TRIGGER clients_changed AFTER UPDATE ON clients
BEGIN INSERT INTO client_changes (client_id) VALUES (NEW.client_id); END;
CREATE TRIGGER clients_removed AFTER DELETE ON clients
BEGIN INSERT INTO client_changes (client_id) VALUES (OLD.client_id); END;
CREATE TRIGGER client_secrets_added AFTER INSERT ON client_secrets
BEGIN INSERT INTO client_changes (client_id) VALUES (NEW.client_id); END;
CREATE TRIGGER client_secrets_changed AFTER UPDATE ON client_secrets WHEN NEW.last_used_at IS OLD.last_used_at
BEGIN INSERT INTO client_changes (client_id) VALUES (NEW.client_id); END;
CREATE TRIGGER client_secrets_removed AFTER DELETE ON client_secrets
BEGIN INSERT INTO client_changes (client_id) VALUES (OLD.client_id); END;
