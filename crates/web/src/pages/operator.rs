//! Who may open the operators' pages: an operator who proved who they are with two factors.

use crate::App;
use crate::error::PageError;
use crate::extract::visitor::Visitor;
use crate::pages::Waiting;

/// Where an operator sets up the second factor that the pages need.
const SET_UP: &str = "/account/security/authenticator";

/// Lets operators in. To others the pages are not there; an operator without a second factor is led to set one up,
/// one who has not shown it in this session is asked for it, and comes back.
pub(crate) async fn demand(app: &App, visitor: &Visitor) -> Result<(), PageError> {
    let current = visitor.signed_in()?;
    if !current.user.operator {
        return Err(PageError::not_found());
    }
    let factors = app.store.read().await?.find_factors(&current.user.id).await?;
    if factors.strong() && current.session.strong_factors() {
        return Ok(());
    }
    let waiting = Waiting::new(None, Some(&visitor.path));
    let page = if factors.strong() { "/signin/factor" } else { SET_UP };
    Err(PageError::sign_in_first(waiting.address(page)))
}

/// Where an operator without a second factor is led after signing in, unless an app waits for them.
pub(crate) fn guided(visitor: &Visitor, second_factor: bool, waiting: &Waiting) -> Option<String> {
    let operator = visitor.current.as_ref().is_some_and(|current| current.user.operator);
    let guided = operator && !second_factor && waiting.request.is_none();
    guided.then(|| waiting.address(SET_UP))
}
