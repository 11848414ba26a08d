# The parts of the tests. Sourced by bin/test.

# Pure functions, pages and configuration, and how the code is written.
part_rules() {
    check "how it is formatted" cargo fmt --all --check
    check "how the clients' walk is formatted" cargo fmt --manifest-path interop/rust/Cargo.toml --check
    check "lints" cargo clippy --locked --workspace --all-targets --quiet -- --deny warnings
    cargo_tests "unit tests" cargo test --locked --no-fail-fast \
        --package oauth --package account --package market --package web --package server
}

# Without a PostgreSQL, which was then skipped by name, the tests that are named after it are left out.
sqlite_alone() {
    without=()
    need_postgres || without=(--skip postgres)
}

# Records, on both engines.
part_store() {
    sqlite_alone
    cargo_tests "store tests" cargo test --locked --no-fail-fast --package store -- "${without[@]}"
}

# The binary from outside, on both engines.
part_http() {
    sqlite_alone
    black_box "black-box tests" --skip browser:: "${without[@]}"
}

# The paths a person walks, in Chromium.
part_browser() {
    if ! need_chromium; then
        skip Chromium "it could not be installed here"
        return
    fi
    sqlite_alone
    if ! need_axe; then
        skip axe-core "it could not be installed with npm here"
        without+=(--skip browser::access::)
    fi
    black_box "browser tests" browser:: "${without[@]}"
}

# black_box NAME FILTER…: tests of the harness that a filter chooses.
black_box() {
    local name=$1
    shift
    if ! need_binary; then
        check "the binary can be built" false
        return
    fi
    cargo_tests "$name" cargo test --locked --no-fail-fast --package harness --lib --test it -- "$@"
}

# Other people's clients.
part_interop() {
    need_languages
    need_postgres
    if ! need_binary; then
        check "the binary can be built" false
        return
    fi
    walks interop/run
}
