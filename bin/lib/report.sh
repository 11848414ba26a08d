# Counting what passed and saying it. Sourced by bin/test.

passed=0 failed=0 skipped=0
lines=() skips=() fails=()
logs=$root/target/test-logs
mkdir -p "$logs"

# begin PART: what follows counts for it.
begin() {
    part=$1 began=$SECONDS
    part_passed=0 part_failed=0 part_skipped=0
    printf '\n== %s\n' "$part"
}

end() {
    passed=$((passed + part_passed)) failed=$((failed + part_failed)) skipped=$((skipped + part_skipped))
    local line
    line=$(printf '%-8s %4d ok, %d not ok, %d left out, %d s' \
        "$part" "$part_passed" "$part_failed" "$part_skipped" "$((SECONDS - began))")
    lines+=("$line")
    printf '== %s\n' "$line"
}

# skip WHAT WHY: what could not be run on this machine.
skip() {
    part_skipped=$((part_skipped + 1))
    skips+=("$1: $2")
    printf 'skipped  %s: %s\n' "$1" "$2"
}

# check NAME COMMAND…: one command that succeeds or fails.
check() {
    local name=$1
    shift
    printf -- '-- %s\n' "$name"
    if "$@"; then
        part_passed=$((part_passed + 1))
    else
        part_failed=$((part_failed + 1))
        fails+=("$part: $name")
        printf 'FAILED   %s\n' "$name"
    fi
}

# count_tests NAME COMMAND…: a command that prints the results of test programs, which are added up.
count_tests() {
    local name=$1 log=$logs/$part-${1// /-}.log status counted
    shift
    printf -- '-- %s\n' "$name"
    "$@" 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    counted=$(awk '/^test result: / { ok += $4; bad += $6 } END { print ok + 0, bad + 0 }' "$log")
    name_failures < <(sed -nE 's/^test (.*) \.\.\. FAILED$/\1/p' "$log")
    count "$name" "$status" "${counted% *}" "${counted#* }"
}

# walks COMMAND…: a command that prints “ok”, “FAILED” and “skipped” at the beginning of lines.
walks() {
    local log=$logs/$part.log status line
    "$@" 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    while IFS= read -r line; do
        part_skipped=$((part_skipped + 1))
        skips+=("${line#skipped  }")
    done < <(grep '^skipped  ' "$log")
    name_failures < <(sed -nE 's/^FAILED  +//p' "$log")
    count walks "$status" "$(grep -c '^ok  ' "$log")" "$(grep -c '^FAILED  ' "$log")"
}

# Takes the names of failed tests, one a line.
name_failures() {
    local line
    while IFS= read -r line; do
        fails+=("$part: $line")
    done
}

# count NAME STATUS OK BAD: a command that failed without a failed test, or without any test, is a failure too.
count() {
    part_passed=$((part_passed + $3))
    part_failed=$((part_failed + $4))
    if (($4 == 0)) && (($2 != 0 || $3 == 0)); then
        part_failed=$((part_failed + 1))
        fails+=("$part: $1 ended with $2 after $3 tests")
        printf 'FAILED   %s: it ended with %d after %d tests\n' "$1" "$2" "$3"
    fi
}

# Says it all, the counts alone on the last line. In CI a skip is a failure.
summary() {
    printf '\n'
    printf '%s\n' "${lines[@]}"
    if ((${#fails[@]})); then
        printf 'failed: %s\n' "${fails[@]}"
    fi
    if ((${#skips[@]})); then
        printf 'skipped: %s\n' "${skips[@]}"
    fi
    if [[ ${CI:-} == true ]]; then
        failed=$((failed + skipped)) skipped=0
    fi
    if ((skipped)); then
        printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    else
        printf '%d passed, %d failed\n' "$passed" "$failed"
    fi
    ((failed == 0))
}
