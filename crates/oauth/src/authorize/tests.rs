use super::*;
use crate::client::AuthMethod;
use crate::error::ErrorCode;
use crate::testing::{NOW, client, scope};
use proptest::prelude::*;

const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const ISSUER: &str = "https://id.example";

fn catalogue() -> Catalogue {
    Catalogue::new(Catalogue::first_start())
}

fn server(catalogue: &Catalogue) -> Server<'_> {
    Server { issuer: ISSUER, catalogue, subjects: &[7; 32] }
}

/// A good request with `changes` made: a value replaces, an empty one removes.
fn query(changes: &[(&str, &str)]) -> Params {
    let mut pairs = vec![
        ("client_id", "app_live_1234567890123456789012"),
        ("redirect_uri", "https://robot.example/cb"),
        ("response_type", "code"),
        ("scope", "users:read projects:read"),
        ("state", "s t&a=te"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    for (name, value) in changes {
        pairs.retain(|(known, _)| known != name);
        pairs.push((name, value));
    }
    Params::from_pairs(pairs)
}

fn request(changes: &[(&str, &str)]) -> AuthorizationRequest {
    check(Some(&client()), &query(changes), &server(&catalogue())).expect("a good request")
}

fn location(answer: &Answer) -> String {
    match answer.delivery() {
        Delivery::Redirect(location) => location,
        form => panic!("not a redirect: {form:?}"),
    }
}

fn refused(client: &Client, params: &Params) -> String {
    match check(Some(client), params, &server(&catalogue())) {
        Err(Refusal::Redirect(answer)) => location(&answer),
        other => panic!("not redirected: {other:?}"),
    }
}

fn page(client: Option<&Client>, params: &Params) -> PageRefusal {
    match check(client, params, &server(&catalogue())) {
        Err(Refusal::Page(refusal)) => refusal,
        other => panic!("not on a page: {other:?}"),
    }
}

#[test]
fn a_bad_client_or_redirect_gets_a_page() {
    assert_eq!(page(None, &query(&[])), PageRefusal::UnknownClient);
    let stopped = Client { suspended_at: Some(NOW), ..client() };
    assert_eq!(page(Some(&stopped), &query(&[])), PageRefusal::SuspendedClient);
    let sent = "https://robot.example/cb/";
    let refusal = page(Some(&client()), &query(&[("redirect_uri", sent)]));
    assert_eq!(refusal, PageRefusal::RedirectNotRegistered { sent: sent.into() });
    let none = Client { redirect_uris: vec![], ..client() };
    assert_eq!(page(Some(&none), &query(&[("redirect_uri", "")])), PageRefusal::RedirectMissing);
    let twice = Params::from_pairs([("client_id", "a"), ("client_id", "a")]);
    assert!(matches!(page(Some(&client()), &twice), PageRefusal::Malformed(_)));
}

#[test]
fn other_errors_go_to_the_client_with_state_and_issuer() {
    for (changes, error) in [
        (vec![("response_type", "")], "invalid_request"),
        (vec![("response_type", "pigeon")], "unsupported_response_type"),
        (vec![("response_type", "id_token")], "unauthorized_client"),
        (vec![("response_type", "token")], "unauthorized_client"),
        (vec![("response_mode", "pigeon")], "invalid_request"),
        (vec![("scope", "messages:read")], "invalid_scope"),
        (vec![("scope", "nonsense")], "invalid_scope"),
        (vec![("code_challenge", ""), ("code_challenge_method", "")], "invalid_request"),
        (vec![("code_challenge_method", "plain")], "invalid_request"),
        (vec![("response_mode", "jwt.query")], "invalid_request"),
        (vec![("response_mode", ".jwt")], "invalid_request"),
        (vec![("response_mode", "queryjwt")], "invalid_request"),
        (vec![("prompt", "none login")], "invalid_request"),
        (vec![("prompt", "none create")], "invalid_request"),
        (vec![("max_age", "-1")], "invalid_request"),
    ] {
        let location = refused(&client(), &query(&changes));
        assert!(location.starts_with(&format!("https://robot.example/cb?error={error}&")), "{location}");
        assert!(location.ends_with("&state=s+t%26a%3Dte&iss=https%3A%2F%2Fid.example"), "{location}");
    }
}

#[test]
fn a_scope_left_out_asks_for_all_that_is_registered() {
    assert_eq!(request(&[("scope", "")]).scope, client().scopes);
}

#[test]
fn a_token_in_the_fragment_needs_an_operators_leave() {
    let allowed = Client { implicit_allowed: true, grants: vec![GrantType::Implicit], ..client() };
    let changes = [("response_type", "token"), ("code_challenge", ""), ("code_challenge_method", "")];
    let request = check(Some(&allowed), &query(&changes), &server(&catalogue())).expect("allowed");
    let given = scope("users:read");
    let token = IssuedToken { token: "t", expires_in: 600, scope: &given };
    let location = location(&request.answer_with(None, Some(token), None));
    assert!(
        location.starts_with("https://robot.example/cb#access_token=t&token_type=Bearer&expires_in=600&")
    );
    let refused = refused(&allowed, &query(&[("response_type", "token"), ("scope", "nonsense")]));
    assert!(refused.starts_with("https://robot.example/cb#error=invalid_scope&"), "{refused}");
}

#[test]
fn an_answer_travels_as_a_jwt_where_the_request_says_so() {
    let request = request(&[("response_mode", "jwt")]);
    let answer = request.answer_error(&Error::access_denied("no"));
    assert_eq!(answer.sealed_for(), Some(&client().id));
    let payload: serde_json::Value = serde_json::from_slice(&answer.payload(NOW)).unwrap();
    assert_eq!(payload["error"], "access_denied");
    assert_eq!((&payload["iss"], &payload["state"]), (&ISSUER.into(), &"s t&a=te".into()));
    assert_eq!(payload["aud"], client().id.as_str());
    assert_eq!(payload["exp"], NOW.seconds() + 600);
    assert_eq!(location(&answer.sealed("a.b.c".into())), "https://robot.example/cb?response=a.b.c");
    let plain = self::request(&[]).answer_error(&Error::access_denied("no"));
    assert_eq!(plain.sealed_for(), None);
}

#[test]
fn a_token_never_travels_in_a_query_even_as_a_jwt() {
    let allowed = Client { implicit_allowed: true, grants: vec![GrantType::Implicit], ..client() };
    let mut changes = vec![("response_type", "token"), ("code_challenge", ""), ("code_challenge_method", "")];
    changes.push(("response_mode", "query.jwt"));
    let refused = refused(&allowed, &query(&changes));
    assert!(refused.starts_with("https://robot.example/cb#error=invalid_request&"), "{refused}");
    changes.pop();
    changes.push(("response_mode", "jwt"));
    let request = check(Some(&allowed), &query(&changes), &server(&catalogue())).expect("allowed");
    let answer = request.answer_error(&Error::access_denied("no")).sealed("a.b.c".into());
    assert_eq!(location(&answer), "https://robot.example/cb#response=a.b.c");
}

#[test]
fn the_age_of_a_sign_in_may_be_registered() {
    let mut registered = client();
    registered.metadata.default_max_age = Some(60);
    let max_age = |changes: &[(&str, &str)]| {
        check(Some(&registered), &query(changes), &server(&catalogue())).expect("a good request").max_age
    };
    assert_eq!(max_age(&[]), Some(Duration::from_secs(60)));
    assert_eq!(max_age(&[("max_age", "5")]), Some(Duration::from_secs(5)));
}

fn session(auth_time: Timestamp) -> SessionFacts {
    SessionFacts {
        user_id: UserId::from_bytes([3; 16]),
        auth_time,
        two_factors: false,
        has_second_factor: false,
    }
}

fn consent(text: &str) -> Consent {
    Consent {
        user_id: UserId::from_bytes([3; 16]),
        client_id: client().id,
        scope: scope(text),
        created_at: NOW,
        updated_at: NOW,
    }
}

const ARRIVING: Progress = Progress { started_at: None, account_chosen: false };
const BEGAN: Progress = Progress { started_at: Some(NOW), account_chosen: false };

fn step(changes: &[(&str, &str)], auth_time: Option<Timestamp>, allowed: &str, progress: Progress) -> Step {
    let session = auth_time.map(session);
    let consent = consent(allowed);
    next_step(&request(changes), &client(), session.as_ref(), Some(&consent), &progress, NOW)
}

#[test]
fn a_member_who_allowed_all_of_it_passes_straight_through() {
    let whole = scope("users:read projects:read");
    assert_eq!(step(&[], Some(NOW), "users:read projects:read", ARRIVING), Step::Issue(whole.clone()));
    assert_eq!(step(&[], None, "users:read projects:read", ARRIVING), Step::SignIn);
    let fresh = Step::Consent { wanted: whole, fresh: scope("projects:read") };
    assert_eq!(step(&[], Some(NOW), "users:read", ARRIVING), fresh);
}

#[test]
fn a_forced_sign_in_is_met_only_by_a_new_one() {
    let before = NOW - Duration::from_secs(5);
    let all = "users:read projects:read";
    for (changes, asks) in [([("prompt", "login")], Step::SignIn), ([("max_age", "3")], Step::Confirm)] {
        assert_eq!(step(&changes, None, all, ARRIVING), Step::SignIn, "{changes:?}");
        assert_eq!(step(&changes, Some(before), all, ARRIVING), asks, "{changes:?}");
        assert_eq!(step(&changes, Some(before), all, BEGAN), asks, "{changes:?}");
        assert!(matches!(step(&changes, Some(NOW), all, BEGAN), Step::Issue(_)), "{changes:?}");
    }
    assert!(matches!(step(&[("max_age", "5")], Some(before), all, ARRIVING), Step::Issue(_)));
}

#[test]
fn prompt_none_asks_nothing() {
    let refusal = |step| match step {
        Step::Refuse(error) => error.code,
        other => panic!("{other:?}"),
    };
    let silent = [("prompt", "none")];
    assert_eq!(refusal(step(&silent, None, "", ARRIVING)), ErrorCode::LoginRequired);
    assert_eq!(refusal(step(&silent, Some(NOW), "users:read", ARRIVING)), ErrorCode::ConsentRequired);
    assert!(matches!(step(&silent, Some(NOW), "users:read projects:read", ARRIVING), Step::Issue(_)));
}

#[test]
fn choosing_an_account_happens_once() {
    let (ask, all) = ([("prompt", "select_account")], "users:read projects:read");
    let before = NOW - Duration::from_secs(5);
    assert_eq!(step(&ask, Some(before), all, BEGAN), Step::ChooseAccount);
    let chosen = Progress { account_chosen: true, ..BEGAN };
    assert!(matches!(step(&ask, Some(before), all, chosen), Step::Issue(_)));
    assert!(matches!(step(&ask, Some(NOW), all, BEGAN), Step::Issue(_)));
}

#[test]
fn consent_is_asked_again_where_asked_for_and_where_nothing_proves_the_app() {
    let all = "users:read projects:read";
    assert!(matches!(step(&[("prompt", "consent")], Some(NOW), all, ARRIVING), Step::Consent { .. }));
    let uri = "com.example.app:/cb";
    let native = Client { auth_method: AuthMethod::None, redirect_uris: vec![uri.into()], ..client() };
    let asked = check(Some(&native), &query(&[("redirect_uri", uri)]), &server(&catalogue())).unwrap();
    let consent = consent(all);
    let step = next_step(&asked, &native, Some(&session(NOW)), Some(&consent), &ARRIVING, NOW);
    assert!(matches!(step, Step::Consent { fresh, .. } if fresh.is_empty()));
    let ours = Client { first_party: true, ..native };
    let step = next_step(&asked, &ours, Some(&session(NOW)), None, &ARRIVING, NOW);
    assert!(matches!(step, Step::Consent { .. }));
}

#[test]
fn our_own_apps_ask_for_no_consent_where_something_proves_them() {
    let ours = Client { first_party: true, ..client() };
    let asked = check(Some(&ours), &query(&[]), &server(&catalogue())).unwrap();
    let step = next_step(&asked, &ours, Some(&session(NOW)), None, &ARRIVING, NOW);
    assert!(matches!(step, Step::Issue(_)));
}

proptest! {
    #[test]
    fn no_request_leads_anywhere_but_to_a_registered_address(
        pairs in prop::collection::vec((
            "client_id|redirect_uri|response_type|scope|state|prompt|max_age|code_challenge|response_mode",
            "[ -~]{0,30}",
        ), 0..12)
    ) {
        let params = Params::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        if let Err(Refusal::Redirect(answer)) = check(Some(&client()), &params, &server(&catalogue())) {
            prop_assert!(location(&answer).starts_with("https://robot.example/cb?"));
        }
    }
}

/// A client of OpenID Connect.
fn relying_party() -> Client {
    Client { scopes: scope("openid profile email offline_access"), ..client() }
}

fn openid_request(changes: &[(&str, &str)]) -> Result<AuthorizationRequest, Refusal> {
    let mut all = vec![("scope", "openid")];
    all.extend(changes);
    check(Some(&relying_party()), &query(&all), &server(&catalogue()))
}

#[test]
fn a_form_posts_the_answer_where_the_client_asks_for_it() {
    let request = openid_request(&[("response_mode", "form_post")]).unwrap();
    let Delivery::Form { action, fields } = request.answer_error(&Error::access_denied("no")).delivery()
    else {
        panic!("not a form");
    };
    assert_eq!(action, "https://robot.example/cb");
    assert_eq!(fields.first(), Some(&("error", "access_denied".to_owned())));
    let fragment = openid_request(&[("response_mode", "fragment")]).unwrap();
    assert!(location(&fragment.answer_error(&Error::access_denied("no"))).contains("/cb#error="));
    assert!(openid_request(&[("response_mode", "pigeon")]).is_err());
}

#[test]
fn claims_asked_for_by_name_are_consented_to_by_their_scope() {
    let request =
        openid_request(&[("claims", r#"{"userinfo":{"email":null,"phone_number":null}}"#)]).unwrap();
    // The client has not registered the scope of phone numbers.
    assert_eq!(request.scope, scope("openid email"));
    assert!(openid_request(&[("claims", "nonsense")]).is_err());
}

#[test]
fn another_member_than_the_request_names_gets_nothing() {
    let (me, other) = (UserId::from_bytes([3; 16]), UserId::from_bytes([9; 16]));
    let request = AuthorizationRequest { expected_user: Some(me), ..openid_request(&[]).unwrap() };
    let client = Client { first_party: true, ..relying_party() };
    let session = |user_id| SessionFacts { user_id, ..session(NOW) };
    let step = |request: &AuthorizationRequest, user, started_at| {
        let progress = Progress { started_at, account_chosen: false };
        next_step(request, &client, Some(&session(user)), None, &progress, NOW)
    };
    assert!(matches!(step(&request, me, None), Step::Issue(_)));
    assert_eq!(step(&request, other, None), Step::SignIn);
    assert!(matches!(step(&request, other, Some(NOW)), Step::Refuse(_)));
    let silent = AuthorizationRequest { prompt: Prompt { none: true, ..Prompt::default() }, ..request };
    assert!(
        matches!(step(&silent, other, None), Step::Refuse(error) if error.code == ErrorCode::LoginRequired)
    );
}

#[test]
fn tokens_travel_through_the_browser_only_where_an_operator_allows_it() {
    let allowed = Client {
        implicit_allowed: true,
        grants: vec![GrantType::AuthorizationCode, GrantType::Implicit],
        ..relying_party()
    };
    let asked = |client: &Client, kind: &str, more: &[(&str, &str)]| {
        let mut all = vec![("scope", "openid"), ("response_type", kind), ("nonce", "n")];
        all.extend(more);
        check(Some(client), &query(&all), &server(&catalogue()))
    };
    for kind in &ResponseType::NAMES[1..] {
        assert!(asked(&relying_party(), kind, &[]).is_err(), "{kind}");
        let request = asked(&allowed, kind, &[]).unwrap();
        let answer = request.answer_error(&Error::access_denied("no"));
        assert!(location(&answer).contains("/cb#error="), "{kind}");
        assert!(asked(&allowed, kind, &[("response_mode", "query")]).is_err(), "{kind}");
        assert!(asked(&allowed, kind, &[("response_mode", "form_post")]).is_ok(), "{kind}");
        let id_token = kind.contains("id_token");
        assert_eq!(asked(&allowed, kind, &[("nonce", "")]).is_err(), id_token, "{kind}");
        assert_eq!(asked(&allowed, kind, &[("scope", "email")]).is_err(), id_token, "{kind}");
    }
    assert_eq!(
        asked(&allowed, "token code", &[]).unwrap().response_type,
        ResponseType { code: true, id_token: false, token: true }
    );
    assert!(asked(&allowed, "token token", &[]).is_err());
}

#[test]
fn an_account_is_offered_until_somebody_signs_in() {
    let request = openid_request(&[("prompt", "create")]).unwrap();
    let client = Client { first_party: true, ..relying_party() };
    let session = session(NOW);
    let step = |session: Option<&SessionFacts>, started_at| {
        let progress = Progress { started_at, account_chosen: false };
        next_step(&request, &client, session, None, &progress, NOW)
    };
    assert_eq!(step(None, None), Step::SignUp);
    assert_eq!(step(Some(&session), None), Step::SignUp);
    assert!(matches!(step(Some(&session), Some(NOW)), Step::Issue(_)));
}

#[test]
fn a_request_for_two_factors_leads_to_the_second() {
    let one = SessionFacts { has_second_factor: true, ..session(NOW) };
    let two = SessionFacts { two_factors: true, ..one };
    let none = session(NOW);
    let step = |changes: &[(&str, &str)], session: &SessionFacts| {
        let client = Client { scopes: scope("users:read projects:read openid"), ..client() };
        let request = check(Some(&client), &query(changes), &server(&catalogue())).expect("a good request");
        let consent = consent("users:read projects:read openid");
        next_step(&request, &client, Some(session), Some(&consent), &ARRIVING, NOW)
    };
    let issues = |step: Step| matches!(step, Step::Issue(_));
    let wish = [("acr_values", "2")];
    assert_eq!(step(&wish, &one), Step::Confirm);
    assert!(issues(step(&wish, &two)) && issues(step(&wish, &none)) && issues(step(&[], &one)));
    assert!(issues(step(&[("acr_values", "2"), ("prompt", "none")], &one)));
    let insist = [("scope", "openid"), ("claims", r#"{"id_token":{"acr":{"essential":true,"value":"2"}}}"#)];
    assert_eq!(step(&insist, &one), Step::Confirm);
    assert!(issues(step(&insist, &two)));
    let refused = |step: Step| match step {
        Step::Refuse(error) => error.code,
        other => panic!("not refused: {other:?}"),
    };
    assert_eq!(refused(step(&insist, &none)), ErrorCode::UnmetAuthenticationRequirements);
    let silent = [insist[0], insist[1], ("prompt", "none")];
    assert_eq!(refused(step(&silent, &one)), ErrorCode::LoginRequired);
}
