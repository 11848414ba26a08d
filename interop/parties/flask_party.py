"""A website on Flask whose sign-in is Authlib."""

import os
import secrets
from urllib.parse import urlencode

from authlib.integrations.flask_client import OAuth
from flask import Flask, jsonify, redirect, request, session

ISSUER = os.environ["INTEROP_ISSUER"]
HERE = os.environ["PARTY_URL"]

app = Flask(__name__)
app.secret_key = secrets.token_bytes(32)
app.config["SESSION_COOKIE_SECURE"] = True
app.config["SESSION_COOKIE_NAME"] = "website"

# The tokens of each visitor: too large for a cookie.
kept = {}

def renewed(name, token, refresh_token=None, access_token=None):
    """The library has renewed a token."""
    visitor = session["visitor"]
    if kept[visitor]["refresh_token"] != refresh_token:
        raise AssertionError("a token of somebody else was renewed")
    kept[visitor].update(token)


oauth = OAuth(app, update_token=renewed)
provider = oauth.register(
    "guildgate",
    client_id=os.environ["INTEROP_CLIENT_ID"],
    client_secret=os.environ["INTEROP_CLIENT_SECRET"],
    server_metadata_url=f"{ISSUER}/.well-known/openid-configuration",
    client_kwargs={"scope": os.environ["INTEROP_OPENID_SCOPE"], "code_challenge_method": "S256"},
)


@app.get("/")
def first_page():
    return "Welcome"


@app.get("/me")
def me():
    token = kept.get(session.get("visitor"))
    if token is None:
        return provider.authorize_redirect(f"{HERE}/callback")
    member = provider.userinfo(token=token)
    token = kept[session["visitor"]]
    if member["sub"] != token["userinfo"]["sub"]:
        raise AssertionError("userinfo is about somebody else")
    return jsonify(access_token=token["access_token"], **member)


@app.get("/callback")
def callback():
    token = provider.authorize_access_token()
    session["visitor"] = secrets.token_urlsafe()
    kept[session["visitor"]] = token
    return redirect("/me")


@app.get("/refresh")
def refresh():
    kept[session["visitor"]]["expires_at"] = 1
    return redirect("/me")


@app.get("/logout")
def logout():
    token = kept.pop(session.pop("visitor"))
    question = {"id_token_hint": token["id_token"], "post_logout_redirect_uri": f"{HERE}/", "state": "away"}
    address = f"{provider.load_server_metadata()['end_session_endpoint']}?{urlencode(question)}"
    session["leaving"] = True
    return redirect(address)


@app.before_request
def come_back():
    """After a sign-out the state comes back, too: seen, and taken out of the address."""
    if request.path == "/" and session.pop("leaving", False):
        if request.args.get("state") != "away":
            raise AssertionError(f"came back with {request.args}")
        return redirect("/")
    return None


app.run("127.0.0.1", int(os.environ["PARTY_PORT"]), ssl_context=(os.environ["PARTY_CERTIFICATE"], os.environ["PARTY_KEY"]))
