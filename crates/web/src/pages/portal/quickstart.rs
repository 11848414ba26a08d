//! `/developers/apps/{id}`: from the app's own values to its first token.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oauth::client::{AuthMethod, Client, GrantType};
use oauth::client_assertion;

use super::usage::Reached;
use super::{app_frame, card, find_own};
use crate::App;
use crate::error::PageError;
use crate::extract::visitor::Visitor;
use crate::pages::{self, once};
use crate::views::portal::{QuickStep, QuickstartPage};
use crate::words;

/// Shows the steps.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let client = find_own(&app, &visitor, &id).await?;
    let mut reader = app.store.read().await?;
    let secrets = reader.list_secrets(&client.id).await?;
    let reached = Reached::of(&reader.list_what_answered(&client.id).await?);
    drop(reader);
    let fresh_secret = once::take(&app, &visitor, &id, &headers);
    let shown = fresh_secret.is_some();
    let page = QuickstartPage {
        frame: app_frame(&app, &visitor, &client, words::t("app-menu-quickstart"), ""),
        app: card(&client, Some(&secrets), visitor.now),
        description: client.description.clone(),
        fresh_secret,
        steps: steps(&client, &app.settings.public_url, &reached),
        implicit: client.implicit_allowed,
        no_pkce: !client.pkce_required,
    };
    let mut response = pages::page(&page)?;
    if shown {
        once::forget(&mut response);
    }
    Ok(response)
}

fn steps(client: &Client, issuer: &str, reached: &Reached) -> Vec<QuickStep> {
    let mut steps = Vec::new();
    if client.may_use(GrantType::ClientCredentials) {
        steps.push(client_credentials(client, issuer, reached));
    }
    if client.may_use(GrantType::AuthorizationCode) {
        steps.extend(authorization_code(client, issuer, reached));
        steps.push(QuickStep {
            done: reached.api,
            heading: words::t("quickstart-call").to_string(),
            words: words::t("quickstart-call-about").to_string(),
            code: format!("curl {issuer}/api/users/v1/self \\\n  -H \"Authorization: Bearer $ACCESS_TOKEN\""),
        });
        steps.push(refresh(client, issuer, reached));
    }
    steps
}

/// A secret is never in a line to paste: the shell's variable stands for it.
fn proof(client: &Client) -> String {
    match client.auth_method {
        AuthMethod::None => format!("  -d client_id={}", client.id),
        AuthMethod::PrivateKeyJwt => format!(
            "  -d client_assertion_type={} \\\n  -d client_assertion=$ASSERTION",
            client_assertion::TYPE
        ),
        _ => format!("  -u \"{}:$CLIENT_SECRET\"", client.id),
    }
}

fn client_credentials(client: &Client, issuer: &str, reached: &Reached) -> QuickStep {
    let scope: String =
        client.scopes.iter().next().map(|scope| format!(" \\\n  -d scope={scope}")).unwrap_or_default();
    QuickStep {
        done: reached.own_token,
        heading: words::t("quickstart-own").to_string(),
        words: match client.auth_method {
            AuthMethod::PrivateKeyJwt => words::t("quickstart-own-key"),
            _ => words::t("quickstart-own-secret"),
        }
        .to_string(),
        code: format!(
            "curl {issuer}/oauth/token \\\n{} \\\n  -d grant_type=client_credentials{scope}",
            proof(client)
        ),
    }
}

fn authorization_code(client: &Client, issuer: &str, reached: &Reached) -> [QuickStep; 2] {
    let redirect = client.redirect_uris.first().map_or("", String::as_str);
    let encode = |text: &str| {
        percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    let (challenge, verifier) = match client.pkce_required {
        true => {
            ("&code_challenge=$CHALLENGE&code_challenge_method=S256", " \\\n  -d code_verifier=$VERIFIER")
        }
        false => ("", ""),
    };
    let make = match client.pkce_required {
        true => {
            "VERIFIER=$(openssl rand -base64 48 | tr -d '=+/\\n')\n\
             CHALLENGE=$(printf %s \"$VERIFIER\" | openssl dgst -sha256 -binary | openssl base64 | tr '+/' '-_' | tr -d '=\\n')\n"
        }
        false => "",
    };
    let scope = encode(&client.scopes.to_string());
    let ask = format!(
        "{make}STATE=$(openssl rand -hex 16)\n\
         echo \"{issuer}/oauth/authorize?response_type=code&client_id={}&redirect_uri={}&scope={scope}&state=$STATE{challenge}\"",
        client.id,
        encode(redirect)
    );
    let redeem = format!(
        "curl {issuer}/oauth/token \\\n{} \\\n  -d grant_type=authorization_code \\\n  -d code=$CODE \\\n  --data-urlencode redirect_uri={redirect}{verifier}",
        proof(client)
    );
    [
        QuickStep {
            done: reached.authorize,
            heading: words::t("quickstart-ask").to_string(),
            words: words::t("quickstart-ask-about").to_string(),
            code: ask,
        },
        QuickStep {
            done: reached.token,
            heading: words::t("quickstart-redeem").to_string(),
            words: words::t("quickstart-redeem-about").to_string(),
            code: redeem,
        },
    ]
}

fn refresh(client: &Client, issuer: &str, reached: &Reached) -> QuickStep {
    QuickStep {
        done: reached.refresh,
        heading: words::t("quickstart-refresh").to_string(),
        words: words::t("quickstart-refresh-about").to_string(),
        code: format!(
            "curl {issuer}/oauth/token \\\n{} \\\n  -d grant_type=refresh_token \\\n  -d refresh_token=$REFRESH_TOKEN",
            proof(client)
        ),
    }
}
