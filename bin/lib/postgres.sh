# A private PostgreSQL on loopback, for one run of the tests. Sourced by bin/test.

postgres_folder='' postgres_bin='' postgres_state=''

# need_postgres: starts it once and says where it is in the variables that the tests read:
#   GUILDGATE_TEST_POSTGRES      an address whose user may make databases
#   GUILDGATE_TEST_POSTGRES_TLS  the same over TLS
#   GUILDGATE_TEST_POSTGRES_CA   the authority that signed the server's certificate
# If it can't be had, skips it by name, once.
need_postgres() {
    if [[ -z $postgres_state ]]; then
        start_postgres
        postgres_state=$?
        ((postgres_state == 0)) || skip PostgreSQL "no server could be installed and started here"
    fi
    return "$postgres_state"
}

find_postgres() {
    postgres_bin=$(find /usr/lib/postgresql/*/bin -name initdb -printf '%h\n' 2>/dev/null | sort -V | tail -n 1)
    [[ -n $postgres_bin ]] || postgres_bin=$(dirname "$(command -v initdb)" 2>/dev/null)
    [[ -x $postgres_bin/initdb ]]
}

# Runs a command as somebody whom PostgreSQL accepts: it refuses to run as root.
as_postgres() {
    if ((EUID == 0)); then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

start_postgres() {
    find_postgres || { apt_install postgresql && find_postgres; } || return 1
    need openssl openssl && need psql postgresql-client || return 1
    # Not in TMPDIR, which may be closed to the user postgres.
    postgres_folder=$(mktemp -d /tmp/guildgate-postgres.XXXXXX) || return 1
    ((EUID != 0)) || chown postgres "$postgres_folder"
    make_certificates "$postgres_folder" || return 1
    local data=$postgres_folder/data
    (cd / && as_postgres "$postgres_bin/initdb" --pgdata "$data" --username postgres --auth trust \
        --encoding UTF8 --locale C.UTF-8 --no-sync --no-instructions) >"$logs/initdb.log" 2>&1 || return 1
    # Safe to lose: the folder goes away with the run.
    as_postgres tee -a "$data/postgresql.conf" >/dev/null <<CONFIGURATION
listen_addresses = 'localhost'
unix_socket_directories = '$postgres_folder'
max_connections = 300
fsync = off
full_page_writes = off
ssl = on
ssl_cert_file = '$postgres_folder/server.pem'
ssl_key_file = '$postgres_folder/server.key'
CONFIGURATION
    local try port
    for try in {1..20}; do
        port=$((20000 + RANDOM % 12000))
        if (cd / && as_postgres "$postgres_bin/pg_ctl" start --wait --silent --pgdata "$data" \
            --log "$postgres_folder/log" --options "-p $port") >/dev/null 2>&1; then
            export GUILDGATE_TEST_POSTGRES=postgres://postgres@127.0.0.1:$port/postgres
            export GUILDGATE_TEST_POSTGRES_TLS="postgres://postgres@localhost:$port/postgres?sslmode=require"
            export GUILDGATE_TEST_POSTGRES_CA=$postgres_folder/ca.pem
            return
        fi
    done
    tail -n 20 "$postgres_folder/log"
    return 1
}

# An authority of our own, and a certificate for localhost.
make_certificates() {
    local key=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc)
    (
        cd "$1" &&
            openssl req -x509 "${key[@]}" -keyout ca.key -out ca.pem -days 2 -subj "/CN=Tests of Guildgate" \
                -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign &&
            openssl req "${key[@]}" -keyout server.key -out server.csr -subj /CN=localhost &&
            openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -set_serial 2 -days 2 -out server.pem \
                -extfile <(printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n') &&
            chmod 600 server.key && chmod 644 ca.pem server.pem && chmod 711 .
    ) >"$logs/certificates.log" 2>&1 || return 1
    ((EUID != 0)) || chown postgres "$1/server.key"
}

stop_postgres() {
    [[ -n $postgres_folder ]] || return 0
    (cd / && as_postgres "$postgres_bin/pg_ctl" stop --mode immediate --silent --pgdata "$postgres_folder/data") \
        >/dev/null 2>&1
    rm -rf "$postgres_folder"
}
