# Building, once a run. Sourced by bin/test.

# build_all: the binary and every test in one command, as one set of features: a dependency is compiled once.
build_all() {
    [[ -z ${built:-} ]] || return "$built"
    printf -- '-- building the binary and the tests\n'
    cargo build --locked --workspace --lib --bins --tests --message-format json-render-diagnostics \
        >"$logs/build.json"
    built=$?
    export GUILDGATE_BIN=$root/target/debug/guildgate
    ((built == 0)) || check "the binary and the tests can be built" false
    return "$built"
}

# run_tests FOLDER FILTER…: the test programs of a package, each from the package's folder, as cargo test runs them.
# Fails if any does.
run_tests() {
    local folder=$root/$1 program status=0 found=false
    shift
    while IFS= read -r program; do
        found=true
        printf '   running %s\n' "${program#"$root/"}"
        (cd "$folder" && CARGO_MANIFEST_DIR=$folder "$program" "$@") </dev/null || status=1
    done < <(sed -nE "s|.*\"manifest_path\":\"$folder/Cargo.toml\".*\"test\":true\},\"features\".*\"executable\":\"([^\"]+)\".*|\1|p" \
        "$logs/build.json")
    $found || { printf 'there are no tests in %s\n' "$folder" && return 1; }
    return "$status"
}

# run_all_tests FOLDER…: the test programs of several packages.
run_all_tests() {
    local folder status=0
    for folder in "$@"; do
        run_tests "$folder" || status=1
    done
    return "$status"
}
