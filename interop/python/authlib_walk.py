"""A walk with Authlib's OAuth2Session."""

import secrets

import requests
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata, get_well_known_url

import walk


def discover():
    """Fetches the metadata and lets the library validate it."""
    answer = requests.get(get_well_known_url(walk.ISSUER, external=True), timeout=30)
    walk.same(answer.status_code, 200)
    server = AuthorizationServerMetadata(answer.json())
    server.validate()
    walk.same(server["issuer"], walk.ISSUER)
    walk.step(f"discovery: {server['issuer']}")
    return server


def session(server, app, method, scope):
    """The library, set up for an app."""
    return OAuth2Session(
        app.id,
        app.secret,
        scope=" ".join(scope),
        redirect_uri=app.redirect_uri,
        token_endpoint_auth_method=method,
        revocation_endpoint_auth_method=method,
        code_challenge_method="S256",
        token_endpoint=server["token_endpoint"],
    )


def act_for_itself(server, method):
    """Client credentials."""
    with session(server, walk.WEB, method, walk.OWN_SCOPE) as library:
        token = library.fetch_token(server["token_endpoint"], grant_type="client_credentials")
        walk.check_own_token(token)
        answer = library.introspect_token(server["introspection_endpoint"], token=token["access_token"])
        walk.same((answer.json()["active"], answer.json()["client_id"]), (True, walk.WEB.id))
        library.revoke_token(server["revocation_endpoint"], token=token["access_token"]).raise_for_status()
        answer = library.introspect_token(server["introspection_endpoint"], token=token["access_token"])
        walk.same(answer.json(), {"active": False})
    walk.step(f"client credentials with {method}, introspected and revoked")


def act_for_member(server, app, method):
    """Code, self call, refresh, revoke."""
    with session(server, app, method, walk.SCOPE) as library:
        verifier = secrets.token_urlsafe(48)
        address, state = library.create_authorization_url(server["authorization_endpoint"], code_verifier=verifier)
        callback = walk.member(address, state)
        first = library.fetch_token(
            server["token_endpoint"], authorization_response=callback, state=state, code_verifier=verifier
        )
        walk.check_member_token(first)
        walk.step("authorization code with PKCE, state and iss")
        walk.check_self(library.get(walk.SELF))

        second = library.refresh_token(server["token_endpoint"], refresh_token=first["refresh_token"])
        walk.check_member_token(second)
        walk.different(second["refresh_token"], first["refresh_token"])
        walk.step("refresh, with a new refresh token")
        walk.check_self(library.get(walk.SELF))

        for name in ("access_token", "refresh_token"):
            answer = library.revoke_token(server["revocation_endpoint"], token=second[name], token_type_hint=name)
            walk.same(answer.status_code, 200)
            walk.check_refused(library.get(walk.SELF))
        try:
            library.refresh_token(server["token_endpoint"], refresh_token=second["refresh_token"])
        except OAuthError as error:
            walk.same(error.error, "invalid_grant")
        else:
            raise AssertionError("a revoked refresh token was accepted")
        walk.step("revoke: the self call is 401, the refresh token is dead")


def main():
    """The walk."""
    server = discover()
    for method in ("client_secret_basic", "client_secret_post"):
        act_for_itself(server, method)
    act_for_member(server, walk.WEB, "client_secret_basic")
    walk.step("native app, no secret")
    act_for_member(server, walk.NATIVE, "none")


main()
