"""A walk with requests-oauthlib's OAuth2Session, which has no discovery: the app fetches the metadata itself."""

import requests
from oauthlib.oauth2 import BackendApplicationClient, InvalidGrantError, WebApplicationClient
from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session

import walk


def discover():
    """RFC 8414."""
    answer = requests.get(f"{walk.ISSUER}/.well-known/oauth-authorization-server", timeout=30)
    walk.same(answer.status_code, 200)
    server = answer.json()
    walk.same(server["issuer"], walk.ISSUER)
    walk.step(f"discovery: {server['issuer']}")
    return server


def revoke(library, server, token, name, auth):
    """The library writes the request (RFC 7009); the app sends it."""
    address, headers, body = library.prepare_token_revocation_request(server["revocation_endpoint"], token, name)
    if auth is None:
        body = f"{body}&client_id={library.client_id}"
    answer = requests.post(address, data=body, headers=headers, auth=auth, timeout=30)
    walk.same(answer.status_code, 200)


def act_for_itself(server):
    """Client credentials, with the secret in the header and in the body."""
    for in_body in (False, True):
        library = BackendApplicationClient(walk.WEB.id, scope=walk.OWN_SCOPE)
        with OAuth2Session(client=library) as session:
            token = session.fetch_token(
                server["token_endpoint"],
                client_id=walk.WEB.id,
                client_secret=walk.WEB.secret,
                include_client_id=in_body,
            )
            walk.check_own_token(token)
            auth = HTTPBasicAuth(walk.WEB.id, walk.WEB.secret)
            revoke(library, server, token["access_token"], "access_token", auth)
        walk.step(f"client credentials with the secret in the {'body' if in_body else 'header'}, and revoke")


def act_for_member(server, app):
    """Code, self call, refresh, revoke."""
    library = WebApplicationClient(app.id)
    auth = HTTPBasicAuth(app.id, app.secret) if app.secret else None
    with OAuth2Session(client=library, redirect_uri=app.redirect_uri, scope=walk.SCOPE, pkce="S256") as session:
        address, state = session.authorization_url(server["authorization_endpoint"])
        callback = walk.member(address, state)
        if app.secret:
            first = session.fetch_token(
                server["token_endpoint"], authorization_response=callback, client_secret=app.secret
            )
        else:
            # The library does not read a callback at a plain http loopback address: the app takes the code out.
            first = session.fetch_token(server["token_endpoint"], code=walk.code_of(callback), include_client_id=True)
        walk.check_member_token(first)
        walk.step("authorization code with PKCE, state and iss")
        walk.check_self(session.get(walk.SELF))

        public = {} if app.secret else {"client_id": app.id}
        second = session.refresh_token(server["token_endpoint"], auth=auth, **public)
        walk.check_member_token(second)
        walk.different(second["refresh_token"], first["refresh_token"])
        walk.step("refresh, with a new refresh token")
        walk.check_self(session.get(walk.SELF))

        for name in ("access_token", "refresh_token"):
            revoke(library, server, second[name], name, auth)
            walk.check_refused(session.get(walk.SELF))
        try:
            session.refresh_token(server["token_endpoint"], auth=auth, **public)
        except InvalidGrantError:
            walk.step("revoke: the self call is 401, the refresh token is dead")
        else:
            raise AssertionError("a revoked refresh token was accepted")


def main():
    """The walk."""
    server = discover()
    act_for_itself(server)
    act_for_member(server, walk.WEB)
    walk.step("native app, no secret")
    act_for_member(server, walk.NATIVE)


main()
