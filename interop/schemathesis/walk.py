"""Schemathesis against the description of the API: no answer is a 5xx, and every answer is one that is described.

Once with whatever the description allows, and once with the numbers of things that are there, so that calls get
as far as the rules. INTEROP_CASES says how many calls each operation gets; 300 unless it does.
"""

import base64
import hashlib
import json
import os
import secrets
import ssl
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
]


def setting(name):
    """A setting that interop/run gives."""
    return os.environ[f"INTEROP_{name}"]


ISSUER = setting("ISSUER")
CASES = int(os.environ.get("INTEROP_CASES", "300"))
TRUSTED = ssl.create_default_context(cafile=setting("CA"))


def call(path, token=None, body=None, form=None):
    """Sends a request that must succeed, and gives the answer."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    data = urlencode(form).encode() if form else None
    if body is not None:
        headers["Content-Type"] = "application/json"
        data = json.dumps(body).encode()
    request = urllib.request.Request(ISSUER + path, data=data, headers=headers)
    with urllib.request.urlopen(request, context=TRUSTED, timeout=30) as answer:
        return json.load(answer)


def token_of(username, password):
    """A code flow in which a member allows the app everything."""
    verifier, state = secrets.token_urlsafe(32), secrets.token_urlsafe(8)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": setting("CLIENT_ID"),
        "redirect_uri": setting("REDIRECT_URI"),
        "scope": "read write",
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    environment = {**os.environ, "INTEROP_USERNAME": username, "INTEROP_PASSWORD": password}
    address = f"{ISSUER}/oauth/authorize?{urlencode(asked)}"
    done = subprocess.run(
        [setting("MEMBER"), address], capture_output=True, text=True, check=True, env=environment
    )
    spent = {
        "grant_type": "authorization_code",
        "client_id": setting("CLIENT_ID"),
        "client_secret": setting("CLIENT_SECRET"),
        "redirect_uri": setting("REDIRECT_URI"),
        "code": parse_qs(urlsplit(done.stdout.strip()).query)["code"][0],
        "code_verifier": verifier,
    }
    return call("/oauth/token", form=spent)["access_token"]


def numbers(member, other):
    """Things that are there, by the addresses that name them."""
    project = call("/api/projects/v1/projects", member, {
        "title": "A logo for a bakery",
        "description": "We bake bread in the old town and need a logo for bags.",
        "skills": [32],
        "kind": "fixed",
        "budget": {"currency": "EUR", "minimum": 25000, "maximum": 75000},
    })["id"]
    bid = call("/api/projects/v1/bids", other, {"project_id": project, "amount": 50000, "period": 7})["id"]
    return {
        r"/projects/\{id\}": project,
        r"/bids/\{id\}": bid,
        r"/users/v1/users/\{id\}": call("/api/users/v1/self", other)["id"],
        r"/users/0\.1/users/\{id\}": str(call("/api/users/0.1/self", other)["result"]["id"]),
    }


def run(token, known, cases):
    """One run; ends the walk if anything was found."""
    with tempfile.TemporaryDirectory() as folder:
        configuration = Path(folder) / "schemathesis.toml"
        named = [
            f"[[operations]]\ninclude-path-regex = '{path}'\nparameters = {{ 'path.id' = '{number}' }}\n"
            for path, number in known.items()
        ]
        configuration.write_text("\n".join(named), encoding="utf-8")
        command = [str(Path(sys.executable).with_name("schemathesis")), "--no-color", "--config-file"]
        command += [str(configuration), "run", f"{ISSUER}/api/openapi.json", "--tls-verify", setting("CA")]
        command += ["--header", f"Authorization: Bearer {token}", "--max-examples", str(cases)]
        command += ["--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing"]
        # One worker: threads that read source at once trip over a fault of Python 3.11 (gh-106905).
        command += ["--continue-on-failure", "--warnings", "off", "--workers", "1"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    told = [line.strip() for line in done.stdout.splitlines() if "generated" in line]
    print(f"    {'with' if known else 'without'} known numbers: {' '.join(told)}", flush=True)
    if done.returncode != 0 or not told:
        raise AssertionError(done.stdout + done.stderr)


def main():
    """Both runs, with a member's token."""
    member = token_of(setting("USERNAME"), setting("PASSWORD"))
    other = token_of(setting("OWNER"), setting("OWNER_PASSWORD"))
    run(member, {}, CASES)
    run(member, numbers(member, other), max(CASES // 3, 1))


if __name__ == "__main__":
    main()
