# What interop/run knows of each client: what it needs, how it is built, how it walks. Sourced, not run.

# Every client, in the order they walk.
clients=(openid-client openid-client-oidc openid-client-jwt openid-client-registration openid-client-algorithms simple-oauth2 authlib authlib-oidc requests-oauthlib oauth2 openidconnect
    x-oauth2 go-oidc nimbus nimbus-oidc express flask spring apache first-walk freelancersdk schemathesis)

language_of() {
    case $1 in
    openid-client | openid-client-oidc | openid-client-jwt | openid-client-registration | openid-client-algorithms | simple-oauth2) echo node ;;
    authlib | authlib-oidc | requests-oauthlib | freelancersdk) echo python ;;
    oauth2 | openidconnect) echo rust ;;
    x-oauth2 | go-oidc) echo go ;;
    nimbus | nimbus-oidc) echo java ;;
    express | flask | spring | apache | schemathesis) echo "$1" ;;
    first-walk) echo shell ;;
    *) return 1 ;;
    esac
}

# How a client is named to people.
title_of() {
    case $1 in
    openid-client | simple-oauth2) echo "$1 (Node.js)" ;;
    openid-client-oidc) echo "openid-client with OpenID Connect (Node.js)" ;;
    openid-client-registration) echo "openid-client that registers itself (Node.js)" ;;
    openid-client-algorithms) echo "openid-client through every algorithm (Node.js)" ;;
    openid-client-jwt) echo "openid-client with everything signed and encrypted (Node.js)" ;;
    authlib) echo "Authlib (Python)" ;;
    authlib-oidc) echo "Authlib with OpenID Connect (Python)" ;;
    requests-oauthlib) echo "requests-oauthlib (Python)" ;;
    oauth2 | openidconnect) echo "$1 (Rust)" ;;
    x-oauth2) echo "golang.org/x/oauth2 (Go)" ;;
    go-oidc) echo "go-oidc (Go)" ;;
    nimbus) echo "Nimbus OAuth SDK (Java)" ;;
    nimbus-oidc) echo "Nimbus OAuth SDK with OpenID Connect (Java)" ;;
    express) echo "express-openid-connect on Express (Node.js), in Chromium" ;;
    flask) echo "Authlib on Flask (Python), in Chromium" ;;
    spring) echo "Spring Security on Spring Boot (Java), in Chromium" ;;
    apache) echo "mod_auth_openidc on Apache, in Chromium" ;;
    first-walk) echo "curl" ;;
    freelancersdk) echo "freelancersdk (Python)" ;;
    schemathesis) echo "schemathesis (Python), over the description of the API" ;;
    esac
}

# What a client's apps may ask for besides what all may.
scopes_of() {
    case $1 in
    freelancersdk) echo fln:project_create fln:project_manage fln:user_information ;;
    schemathesis) echo read write ;;
    esac
}

# at_least WANTED FOUND: whether a version is new enough.
at_least() {
    [[ $(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1) == "$1" ]]
}

# Where the callbacks of a relying party are; nothing for clients that are no website of their own.
callback_of() {
    case $1 in
    express | flask) echo /callback ;;
    spring) echo /login/oauth2/code/guildgate ;;
    apache) echo /me/callback ;;
    esac
}

# Where a relying party is told of sign-outs at the server; nothing for those that take no such word.
told_at() {
    case $1 in
    express) echo /backchannel-logout ;;
    esac
}

# The Chromium in which a member visits relying parties.
find_chromium() {
    command -v "${GUILDGATE_CHROMIUM:-chromium}" || command -v chromium-browser || command -v google-chrome ||
        command -v google-chrome-stable
}

# Prints what a language lacks on this machine, if anything.
lack_of() {
    case $1 in
    node)
        command -v npm >/dev/null || { echo "Node.js with npm is not installed"; return; }
        local found && found=$(node --version)
        at_least v20 "$found" || echo "Node.js 20 or newer is needed, this is $found"
        ;;
    python | schemathesis) python3 -c 'import ensurepip, venv' 2>/dev/null || echo "Python with venv is not installed" ;;
    rust) command -v cargo >/dev/null || echo "Rust is not installed" ;;
    go)
        command -v go >/dev/null || { echo "Go is not installed"; return; }
        # Go 1.21 and newer fetch the toolchain that go.mod names.
        local found && found=$(go env GOVERSION)
        at_least go1.21 "$found" || echo "Go 1.21 or newer is needed, this is $found"
        ;;
    java)
        if ! command -v mvn >/dev/null || ! command -v javac >/dev/null; then
            echo "a JDK with Maven is not installed"
            return
        fi
        local found && found=$(javac -version 2>&1 | cut -d ' ' -f 2)
        at_least 17 "$found" || echo "Java 17 or newer is needed, this is $found"
        ;;
    express | flask | spring | apache)
        find_chromium >/dev/null || { echo "Chromium is not installed"; return; }
        lack_of node
        case $1 in
        flask) lack_of python ;;
        spring) lack_of java ;;
        apache)
            command -v apache2 >/dev/null && [[ -e /usr/lib/apache2/modules/mod_auth_openidc.so ]] ||
                echo "Apache with mod_auth_openidc is not installed"
            ;;
        esac
        ;;
    shell) command -v curl >/dev/null && command -v openssl >/dev/null || echo "curl and openssl are needed" ;;
    esac
}

prepare_node() {
    mkdir -p "$2"
    cp "$1"/*.mjs "$1"/package.json "$1"/package-lock.json "$2" &&
        (cd "$2" && npm ci --no-audit --no-fund --ignore-scripts)
}

prepare_python() {
    python3 -m venv "$1/venv" && "$1/venv/bin/python" -m pip install --quiet --no-deps --requirement "$2"
}

prepare_java() {
    mvn --batch-mode --quiet --file "$2" compile dependency:build-classpath "-Dmdep.outputFile=$1/classpath"
}

# What visits relying parties in Chromium, once for all of them.
prepare_visitor() {
    [[ -n ${visitor_is_ready:-} ]] || prepare_node "$here/parties" "$root/target/interop/parties" || return
    visitor_is_ready=yes
}

# A Java key store that holds the server's authority; prints where it is.
trusted_by_java() {
    rm -f "$work/trusted.p12"
    keytool -importcert -noprompt -alias ca -file "$INTEROP_CA" -keystore "$work/trusted.p12" -storetype PKCS12 \
        -storepass interop >/dev/null 2>&1 && echo "$work/trusted.p12"
}

# Builds the clients of a language. Everything lands in the repository's target folder.
prepare() {
    local from=$here/$1 to=$root/target/interop/$1
    mkdir -p "$to"
    case $1 in
    node) prepare_node "$from" "$to" ;;
    python | schemathesis)
        prepare_python "$to" "$from/requirements.txt"
        ;;
    rust) cargo build --locked --manifest-path "$from/Cargo.toml" --target-dir "$root/target" ;;
    go) (cd "$from" && go build -o "$to/" ./...) ;;
    express | flask | spring | apache)
        prepare_visitor || return
        case $1 in
        flask) prepare_python "$to" "$here/parties/requirements.txt" ;;
        spring) prepare_java "$to" "$here/parties/spring/pom.xml" ;;
        esac
        ;;
    java) prepare_java "$to" "$from/pom.xml" ;;
    esac
}

# Lets one client walk. A walk takes seconds; one that hangs is ended.
walk() {
    local built
    built=$root/target/interop/$(language_of "$1")
    case $1 in
    openid-client | openid-client-oidc | openid-client-jwt | openid-client-registration | openid-client-algorithms | simple-oauth2) NODE_EXTRA_CA_CERTS=$INTEROP_CA timeout 180 node "$built/$1.mjs" ;;
    authlib | authlib-oidc | requests-oauthlib | freelancersdk)
        REQUESTS_CA_BUNDLE=$INTEROP_CA PYTHONDONTWRITEBYTECODE=1 timeout 180 \
            "$built/venv/bin/python" "$here/python/${1//-/_}_walk.py"
        ;;
    schemathesis)
        # Some ten thousand calls.
        PYTHONDONTWRITEBYTECODE=1 timeout 3600 "$built/venv/bin/python" "$here/schemathesis/walk.py"
        ;;
    oauth2 | openidconnect) timeout 180 "$root/target/debug/interop-$1" ;;
    x-oauth2 | go-oidc) SSL_CERT_FILE=$INTEROP_CA timeout 180 "$built/$1" ;;
    nimbus | nimbus-oidc)
        local trusted program=Walk
        [[ $1 == nimbus ]] || program=OpenIdWalk
        trusted=$(trusted_by_java) &&
            timeout 180 java -Djavax.net.ssl.trustStore="$trusted" -Djavax.net.ssl.trustStorePassword=interop \
                -cp "$built/classes:$(cat "$built/classpath")" "$program"
        ;;
    express | flask | spring | apache)
        PARTY_BUILT=$root/target/interop PARTY_TOLD=$(told_at "$1") PARTY_TRUSTED=$([[ $1 != spring ]] || trusted_by_java) \
            INTEROP_CHROMIUM=$(find_chromium) "$here/parties/party" "$1"
        ;;
    first-walk) "${clean[@]}" "${configuration[@]}" timeout 180 "$here/first-walk" ;;
    esac
}
