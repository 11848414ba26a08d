"""What both walks share: the settings, the member, and how a step is told."""

import os
import subprocess
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit


def setting(name):
    """A setting that interop/run gives."""
    return os.environ[f"INTEROP_{name}"]


@dataclass(frozen=True)
class App:
    """A registered app."""

    id: str
    secret: str | None
    redirect_uri: str


ISSUER = setting("ISSUER")
USERNAME = setting("USERNAME")
EMAIL = setting("EMAIL")
SCOPE = setting("SCOPE").split()
OWN_SCOPE = setting("OWN_SCOPE").split()
OPENID_SCOPE = setting("OPENID_SCOPE").split()
SELF = f"{ISSUER}/api/users/v1/self"
WEB = App(setting("CLIENT_ID"), setting("CLIENT_SECRET"), setting("REDIRECT_URI"))
NATIVE = App(setting("NATIVE_CLIENT_ID"), None, setting("NATIVE_REDIRECT_URI"))


def step(text):
    """Says that a step was taken."""
    print(f"    {text}", flush=True)


def same(found, wanted):
    """Ends the walk if two values differ."""
    if found != wanted:
        raise AssertionError(f"{found!r} is not {wanted!r}")


def different(found, unwanted):
    """Ends the walk if two values are the same."""
    if found == unwanted:
        raise AssertionError(f"{found!r} came back")


def member(address, state):
    """Lets the member sign in and allow; gives the address the app is called back at."""
    done = subprocess.run([setting("MEMBER"), address], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(done.stderr.strip())
    callback = done.stdout.strip()
    answer = parse_qs(urlsplit(callback).query)
    same(answer["state"], [state])
    same(answer["iss"], [ISSUER])
    asked = parse_qs(urlsplit(address).query)["scope"][0].split()
    # Only OpenID Connect has sessions to watch (OpenID Connect Session Management §2).
    session = ["session_state"] if "openid" in asked else []
    same(sorted(answer), sorted(["code", "iss", "state", *session]))
    return callback


def code_of(callback):
    """The code in a callback."""
    return parse_qs(urlsplit(callback).query)["code"][0]


def scopes(token):
    """The granted scopes; one library splits them, the other does not."""
    granted = token["scope"]
    return sorted(granted.split() if isinstance(granted, str) else granted)


def check_member_token(token, scope=SCOPE):
    """What RFC 6749 §5.1 asks of a token for a member, and this server promises of it."""
    same(token["token_type"], "Bearer")
    same(token["expires_in"], 3600)
    same(scopes(token), sorted(scope))
    different(token["access_token"], "")
    different(token["refresh_token"], "")


def check_own_token(token):
    """The same of a token for the app itself."""
    same(token["token_type"], "Bearer")
    same(token["expires_in"], 3600)
    same(scopes(token), sorted(OWN_SCOPE))
    same("refresh_token" in token, False)


def check_self(answer):
    """The self call answered with the member."""
    same(answer.status_code, 200)
    same(answer.json()["username"], USERNAME)
    step("self call")


def check_refused(answer):
    """The self call was refused as RFC 6750 says."""
    same(answer.status_code, 401)
    challenge = answer.headers["WWW-Authenticate"]
    same((challenge.split()[0], 'error="invalid_token"' in challenge), ("Bearer", True))
