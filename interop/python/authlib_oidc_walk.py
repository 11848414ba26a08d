"""A walk with Authlib as a client of OpenID Connect: its OAuth2Session, its checks of an ID token, its userinfo."""

import secrets

import requests
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken, UserInfo
from authlib.oidc.discovery import OpenIDProviderMetadata, get_well_known_url
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

import walk

MAX_AGE = 600


def fetch(address):
    """A public document."""
    answer = requests.get(address, timeout=30)
    walk.same(answer.status_code, 200)
    return answer.json()


def discover():
    """Fetches the metadata and lets the library validate it."""
    server = OpenIDProviderMetadata(fetch(get_well_known_url(walk.ISSUER, external=True)))
    server.validate()
    walk.same(server["issuer"], walk.ISSUER)
    walk.step(f"discovery: {server['issuer']}")
    return server


def validate(server, keys, app, token, nonce):
    """Signature, issuer, audience, time, nonce and at_hash, all by the library."""
    decoded = jwt.decode(token["id_token"], keys, algorithms=server["id_token_signing_alg_values_supported"])
    options = {"iss": {"essential": True, "value": walk.ISSUER}, "aud": {"essential": True, "value": app.id}}
    params = {"nonce": nonce, "client_id": app.id, "access_token": token["access_token"], "max_age": MAX_AGE}
    claims = CodeIDToken(decoded.claims, decoded.header, options, params)
    claims.validate(leeway=5)
    walk.same((claims["amr"], claims["acr"]), (["pwd"], "1"))
    walk.same(all(claims.get(name) for name in ("sub", "sid", "auth_time", "at_hash")), True)
    return claims


def refuse(server, keys, app, token, nonce, what):
    """What the library must refuse shows that it looks."""
    try:
        validate(server, keys, app, token, nonce)
    except JoseError:
        return
    raise AssertionError(f"an ID token with {what} was accepted")


def userinfo(library, server, subject):
    """By GET and by POST."""
    for method in ("GET", "POST"):
        answer = library.request(method, server["userinfo_endpoint"])
        walk.same(answer.status_code, 200)
        member = UserInfo(answer.json())
        walk.same(member.sub, subject)
        walk.same((member.preferred_username, member.email), (walk.USERNAME, walk.EMAIL))
        walk.same(member.email_verified, True)
    walk.step("userinfo by GET and POST")


def act_for_member(server, keys, app, method):
    """Code, ID token, userinfo, refresh."""
    with OAuth2Session(
        app.id,
        app.secret,
        scope=" ".join(walk.OPENID_SCOPE),
        redirect_uri=app.redirect_uri,
        token_endpoint_auth_method=method,
        code_challenge_method="S256",
        token_endpoint=server["token_endpoint"],
    ) as library:
        verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
        address, state = library.create_authorization_url(
            server["authorization_endpoint"], code_verifier=verifier, nonce=nonce, max_age=MAX_AGE
        )
        callback = walk.member(address, state)
        first = library.fetch_token(
            server["token_endpoint"], authorization_response=callback, state=state, code_verifier=verifier
        )
        walk.check_member_token(first, walk.OPENID_SCOPE)
        claims = validate(server, keys, app, first, nonce)
        walk.step("authorization code with PKCE, nonce and max_age; the ID token is valid")
        refuse(server, keys, app, first, "another", "another nonce")
        refuse(server, keys, app, {**first, "access_token": "another"}, nonce, "another at_hash")
        walk.step("another nonce and another access token are refused")
        userinfo(library, server, claims["sub"])

        second = dict(library.refresh_token(server["token_endpoint"], refresh_token=first["refresh_token"]))
        walk.check_member_token(second, walk.OPENID_SCOPE)
        again = validate(server, keys, app, second, None)
        walk.different(second["id_token"], first["id_token"])
        for name in ("sub", "sid", "auth_time"):
            walk.same(again[name], claims[name])
        walk.step("refresh, with an ID token of the same sign-in")
        userinfo(library, server, again["sub"])


def main():
    """The walk."""
    server = discover()
    keys = KeySet.import_key_set(fetch(server["jwks_uri"]))
    act_for_member(server, keys, walk.WEB, "client_secret_basic")
    walk.step("native app, no secret")
    act_for_member(server, keys, walk.NATIVE, "none")


main()
