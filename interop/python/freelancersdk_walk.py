"""A story with freelancersdk 0.1.20, as it is published: one member posts, another bids, the two agree.

The library has no sign-in of its own; the tokens come from a code flow of the same app. What it calls that this
server does not offer it must be told in its own terms.
"""

import base64
import hashlib
import os
import secrets
import subprocess
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from freelancersdk.resources.projects import (
    accept_milestone_request,
    accept_project_bid,
    award_project_bid,
    cancel_milestone_payment,
    create_hourly_project,
    create_local_project,
    create_milestone_payment,
    create_milestone_request,
    create_project,
    delete_milestone_request,
    get_bids,
    get_jobs,
    get_milestone_by_id,
    get_milestones,
    get_project_by_id,
    get_projects,
    highlight_project_bid,
    place_project_bid,
    post_review,
    reject_milestone_request,
    release_milestone_payment,
    request_release_milestone_payment,
    retract_project_bid,
    revoke_project_bid,
    search_projects,
)
from freelancersdk.resources.projects.exceptions import (
    BidNotAcceptedException,
    BidNotPlacedException,
    MilestoneNotReleasedException,
    MilestoneRequestNotAcceptedException,
    ProjectNotCreatedException,
    ProjectsNotFoundException,
    ReviewNotPostedException,
)
from freelancersdk.resources.projects.helpers import (
    create_budget_object,
    create_currency_object,
    create_get_projects_object,
    create_get_projects_project_details_object,
    create_get_projects_user_details_object,
    create_hourly_project_info_object,
    create_job_object,
    create_review_employer_object,
    create_review_freelancer_object,
    create_search_projects_filter,
)
from freelancersdk.resources.projects.types import MilestoneReason
from freelancersdk.resources.users import get_reputations, get_self, get_self_user_id, get_user_by_id, get_users
from freelancersdk.resources.users.exceptions import UserNotFoundException
from freelancersdk.resources.users.helpers import create_get_users_object
from freelancersdk.session import Session

import walk

SCOPE = "fln:project_create fln:project_manage fln:user_information"


def token_of(username, password):
    """A code flow with PKCE, in which one of the members allows the app everything."""
    verifier, state = secrets.token_urlsafe(32), secrets.token_urlsafe(8)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": walk.WEB.id,
        "redirect_uri": walk.WEB.redirect_uri,
        "scope": SCOPE,
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    environment = {**os.environ, "INTEROP_USERNAME": username, "INTEROP_PASSWORD": password}
    address = f"{walk.ISSUER}/oauth/authorise?{urlencode(asked)}"
    done = subprocess.run(
        [walk.setting("MEMBER"), address], capture_output=True, text=True, check=False, env=environment
    )
    if done.returncode != 0:
        raise AssertionError(done.stderr.strip())
    answer = parse_qs(urlsplit(done.stdout.strip()).query)
    walk.same(answer["state"], [state])
    # These clients send the secret in the body.
    granted = requests.post(
        f"{walk.ISSUER}/oauth/token",
        data={
            "grant_type": "authorization_code",
            "client_id": walk.WEB.id,
            "client_secret": walk.WEB.secret,
            "redirect_uri": walk.WEB.redirect_uri,
            "code": answer["code"][0],
            "code_verifier": verifier,
        },
        timeout=30,
    )
    walk.same(granted.status_code, 200)
    walk.step(f"a token for {username}")
    return granted.json()["access_token"]


def refused(kind, code, call):
    """Demands that the library raises its own exception, with everything it reads of an error."""
    try:
        call()
    except kind as error:
        walk.same(error.error_code, code)
        walk.different(str(error), "")
        walk.same(len(error.request_id), 32)
        return
    raise AssertionError(f"no {kind.__name__}")


def meet(employer, freelancer):
    """Who is who."""
    me = get_self(freelancer)
    walk.same((me["username"], me["email"]), (walk.USERNAME, walk.EMAIL))
    walk.same(get_self_user_id(freelancer), me["id"])
    other = get_self(employer)
    walk.same(get_user_by_id(freelancer, other["id"])["username"], walk.setting("OWNER"))
    found = get_users(freelancer, create_get_users_object(user_ids=[other["id"], me["id"]], usernames=[]))
    walk.same(sorted(found["users"]), sorted([str(other["id"]), str(me["id"])]))
    refused(UserNotFoundException, "RestExceptionCodes.NOT_FOUND", lambda: get_user_by_id(freelancer, 7))
    walk.step("self, members by number")
    return me


def post(employer):
    """A fixed and an hourly project."""
    fixed = create_project(
        employer,
        title="A logo for a bakery",
        description="We bake bread in the old town and need a logo for bags.",
        currency=create_currency_object(id=8, code="EUR", sign="€", name="Euro", exchange_rate=1, country="EU"),
        budget=create_budget_object(minimum=250, maximum=750),
        jobs=[create_job_object(id=32), create_job_object(id=20)],
    )
    walk.same(fixed.url, f"{walk.ISSUER}/projects/a-logo-for-a-bakery-{fixed.id}")
    week = create_hourly_project_info_object(40, "WEEK")
    hourly = create_hourly_project(
        employer,
        title="Keep our servers patched",
        description="Eleven machines, Debian, a few hours a week.",
        currency={"id": 1},
        budget=create_budget_object(minimum=20, maximum=40),
        jobs=[create_job_object(id=44)],
        hourly_project_info=week,
    )
    walk.same((fixed.type, hourly.type), ("fixed", "hourly"))
    local = {"country": {"name": "Norway"}, "city": "Bergen"}
    refused(
        ProjectNotCreatedException,
        "RestExceptionCodes.BAD_FORM",
        lambda: create_local_project(
            employer, "A fence for a garden", "Thirty metres, larch, one gate.", {"id": 8}, {"minimum": 1, "maximum": 2},
            [{"id": 1102}], local,
        ),
    )
    walk.step("projects posted: fixed and hourly; a local one is refused")
    return fixed, hourly


def find(freelancer, fixed, hourly):
    """By number, by search, and the skills."""
    details = create_get_projects_project_details_object(full_description=True, jobs=True)
    users = create_get_projects_user_details_object(basic=True)
    query = create_get_projects_object(
        project_ids=[fixed.id, hourly.id], project_details=details, user_details=users
    )
    walk.same(len(get_projects(freelancer, query)["projects"]), 2)
    one = get_project_by_id(freelancer, fixed.id, project_details=details)
    walk.same(one["description"], "We bake bread in the old town and need a logo for bags.")
    refused(ProjectsNotFoundException, "RestExceptionCodes.NOT_FOUND", lambda: get_project_by_id(freelancer, 7))
    wanted = create_search_projects_filter(jobs=[32], project_types=["fixed"])
    found = search_projects(freelancer, query="logo", search_filter=wanted, active_only=True)
    walk.same(([project["id"] for project in found["projects"]], found["total_count"]), ([fixed.id], 1))
    walk.same(get_jobs(freelancer, job_ids=[32], seo_details=True, lang="en")[0]["name"], "Logo design")
    walk.step("projects by number and by search, skills")


def agree(employer, freelancer, me, fixed, hourly):
    """A bid is placed, awarded, taken back, awarded again and accepted."""
    offer = {"bidder_id": me["id"], "description": "Gladly.", "amount": 500, "period": 7, "milestone_percentage": 50}
    bid = place_project_bid(freelancer, project_id=fixed.id, **offer)
    walk.same((bid.bidder_id, bid.amount), (me["id"], 500))
    refused(
        BidNotPlacedException,
        "ProjectExceptionCodes.ALREADY_BID_ON_PROJECT",
        lambda: place_project_bid(freelancer, project_id=fixed.id, **offer),
    )
    other = place_project_bid(freelancer, project_id=hourly.id, **{**offer, "amount": 30.5})
    walk.same(retract_project_bid(freelancer, other.id), "success")
    found = get_bids(employer, project_ids=[fixed.id, hourly.id])
    walk.same({entry["id"]: entry["retracted"] for entry in found["bids"]}, {bid.id: False, other.id: True})
    refused(
        BidNotAcceptedException, "ProjectExceptionCodes.STATE_CONFLICT", lambda: accept_project_bid(freelancer, bid.id)
    )
    for act, session in (
        (highlight_project_bid, freelancer),
        (award_project_bid, employer),
        (revoke_project_bid, employer),
        (award_project_bid, employer),
        (accept_project_bid, freelancer),
    ):
        walk.same(act(session, bid.id), "success")
    walk.same(get_project_by_id(employer, fixed.id)["frontend_project_status"], "work_in_progress")
    walk.step("bids placed, highlighted, retracted, awarded, revoked, accepted")
    return bid


def pay(employer, freelancer, me, fixed, bid):
    """Milestones: asked for, set aside, released in parts and whole, given back."""
    asked = [
        create_milestone_request(freelancer, fixed.id, bid.id, "First drafts", amount) for amount in (100, 50, 25)
    ]
    walk.same((asked[0].amount, asked[0].status), (100, "pending"))
    walk.same(accept_milestone_request(employer, asked[0].id), "success")
    walk.same(reject_milestone_request(employer, asked[1].id), "success")
    walk.same(delete_milestone_request(freelancer, asked[2].id), "success")
    refused(
        MilestoneRequestNotAcceptedException,
        "ProjectExceptionCodes.STATE_CONFLICT",
        lambda: accept_milestone_request(employer, asked[1].id),
    )
    made = create_milestone_payment(
        employer, fixed.id, me["id"], 250.5, MilestoneReason.PARTIAL_PAYMENT, "The colours"
    )
    walk.same((made.bidder_id, made.amount, made.reason, made.status), (me["id"], 250.5, 1, "pending"))
    refused(
        MilestoneNotReleasedException,
        "RestExceptionCodes.FORBIDDEN",
        lambda: release_milestone_payment(freelancer, made.transaction_id, 10),
    )
    walk.same(release_milestone_payment(employer, made.transaction_id, 50.5), "success")
    walk.same(request_release_milestone_payment(freelancer, made.transaction_id), "success")
    walk.same(get_milestone_by_id(employer, made.transaction_id)["status"], "requested_release")
    walk.same(release_milestone_payment(employer, made.transaction_id, 200), "success")
    walk.same(get_milestone_by_id(freelancer, made.transaction_id)["status"], "cleared")
    listed = get_milestones(employer, project_ids=[fixed.id])["milestones"]
    walk.same([one["status"] for one in listed], ["cleared", "pending"])
    walk.same(cancel_milestone_payment(freelancer, listed[1]["transaction_id"]), "success")
    walk.same(get_milestones(freelancer, milestone_ids=[listed[1]["id"]])["milestones"][0]["status"], "canceled")
    walk.step("milestones asked for, set aside, released, given back")


def judge(employer, freelancer, me, fixed):
    """The work is done, and each says how it was."""
    ours = f"{walk.ISSUER}/api/projects/v1/projects/{fixed.id}/complete"
    employer.session.post(ours, headers={"Authorization": f"Bearer {employer.session.headers['Freelancer-OAuth-V1']}"})
    owner = get_self(employer)
    of_work = create_review_freelancer_object(
        project_id=fixed.id, employer_id=owner["id"], freelancer_id=me["id"], on_budget=True, on_time=True, quality=5,
        communication=5, expertise=4, professionalism=5, hire_again=5, comment="Quick, careful and kind.",
    )
    of_owner = create_review_employer_object(
        project_id=fixed.id, employer_id=owner["id"], freelancer_id=me["id"], clarity_spec=4, communication=5,
        payment_prom=5, professionalism=5, work_for_again=5, comment="Knew what they wanted and paid at once.",
    )
    walk.same(post_review(employer, of_work), "success")
    walk.same(post_review(freelancer, of_owner), "success")
    refused(
        ReviewNotPostedException, "ProjectExceptionCodes.STATE_CONFLICT", lambda: post_review(employer, of_work)
    )
    told = get_reputations(freelancer, [me["id"]], job_ids=[32], role="freelancer")[str(me["id"])]
    walk.same((told["entire_history"]["overall"], told["entire_history"]["reviews"]), (4.8, 1))
    walk.same(told["job_history"]["32"]["category_ratings"]["expertise"], 4)
    walk.step("reviews of both, and reputations")


def main():
    """Both members, and what they do."""
    employer = Session(token_of(walk.setting("OWNER"), walk.setting("OWNER_PASSWORD")), url=walk.ISSUER)
    freelancer = Session(token_of(walk.USERNAME, walk.setting("PASSWORD")), url=walk.ISSUER)
    me = meet(employer, freelancer)
    fixed, hourly = post(employer)
    find(freelancer, fixed, hourly)
    bid = agree(employer, freelancer, me, fixed, hourly)
    pay(employer, freelancer, me, fixed, bid)
    judge(employer, freelancer, me, fixed)


if __name__ == "__main__":
    main()
