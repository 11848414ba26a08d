# The parts of the tests. Sourced by bin/test.

# Pure functions, pages and configuration, and how the code is written.
part_rules() {
    check "how it is formatted" cargo fmt --all --check
    check "how the clients' walk is formatted" cargo fmt --manifest-path interop/rust/Cargo.toml --check
    check "lints" cargo clippy --locked --workspace --all-targets --quiet -- --deny warnings
    build_all || return
    count_tests "unit tests" run_all_tests crates/oauth crates/account crates/market crates/web crates/server
}

# Without a PostgreSQL, which was then skipped by name, the tests that are named after it are left out.
sqlite_alone() {
    without=()
    need_postgres || without=(--skip postgres)
}

# Records, on both engines.
part_store() {
    build_all || return
    sqlite_alone
    count_tests "store tests" run_tests crates/store "${without[@]}"
}

# The binary from outside, on both engines.
part_http() {
    build_all || return
    sqlite_alone
    if ! need_authenticators; then
        skip "oathtool and pyotp" "they could not be installed here"
        without+=(--skip authenticator_apps::)
    fi
    # A test waits for its servers more than it computes.
    count_tests "black-box tests" run_tests crates/harness --test-threads $((2 * $(nproc))) --skip browser:: "${without[@]}"
}

# The paths a person walks, in Chromium.
part_browser() {
    build_all || return
    if ! need_chromium; then
        skip Chromium "it could not be installed here"
        return
    fi
    sqlite_alone
    if ! need_axe; then
        skip axe-core "it could not be installed with npm here"
        without+=(--skip browser::access::)
    fi
    count_tests "browser tests" run_tests crates/harness browser:: "${without[@]}"
}

# Other people's clients.
part_interop() {
    build_all || return
    need_languages
    need_postgres
    walks interop/run
}
