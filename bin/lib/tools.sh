# Installing what the machine lacks. Sourced by bin/test.

lists_are_fresh=false

# apt_install PACKAGE…: installs Debian packages, where that is allowed.
apt_install() {
    local as_root=()
    command -v apt-get >/dev/null || return 1
    if ((EUID != 0)); then
        sudo --non-interactive true 2>/dev/null || return 1
        as_root=(sudo --non-interactive)
    fi
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get --yes --quiet -o DPkg::Lock::Timeout=120)
    printf -- '-- installing %s\n' "$*"
    if ! $lists_are_fresh; then
        "${apt[@]}" update >"$logs/apt-update.log" 2>&1
        lists_are_fresh=true
    fi
    "${apt[@]}" install --no-install-recommends "$@" >"$logs/apt-install.log" 2>&1 && return
    tail -n 5 "$logs/apt-install.log"
    return 1
}

# need COMMAND PACKAGE…: whether a command is there, after installing it if it was not.
need() {
    command -v "$1" >/dev/null || { apt_install "${@:2}" && hash -r && command -v "$1" >/dev/null; }
}

need_chromium() {
    local name
    [[ -z ${GUILDGATE_CHROMIUM:-} ]] || return 0
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        ! command -v "$name" >/dev/null || return 0
    done
    need chromium chromium fonts-liberation
}

# What checks pages for everybody's use, as GUILDGATE_AXE.
need_axe() {
    local to=$root/target/test-tools/axe
    need npm nodejs npm || return 1
    mkdir -p "$to" && cp bin/lib/axe/package.json bin/lib/axe/package-lock.json "$to" &&
        (cd "$to" && npm ci --no-audit --no-fund --ignore-scripts) >"$logs/axe.log" 2>&1 || return 1
    export GUILDGATE_AXE=$to/node_modules/axe-core/axe.min.js
}

# Authenticator apps of other people.
need_authenticators() {
    need oathtool oathtool || return 1
    /usr/bin/python3 -c 'import pyotp' 2>/dev/null ||
        { apt_install python3 python3-pyotp && /usr/bin/python3 -c 'import pyotp'; }
}

# The languages of other people's clients. interop/run skips by name what is still missing, or too old, after this.
need_languages() {
    need curl curl ca-certificates
    need openssl openssl
    need python3 python3 python3-venv
    python3 -c 'import ensurepip, venv' 2>/dev/null || apt_install python3-venv
    need npm nodejs npm
    need go golang-go
    need mvn maven
    need javac default-jdk-headless
    need_chromium
    need apache2 apache2
    [[ -e /usr/lib/apache2/modules/mod_auth_openidc.so ]] || apt_install libapache2-mod-auth-openidc
}
