// A walk with openid-client as a client of OpenID Connect: the library's own discovery, ID tokens that it
// validates, userinfo, a silent second sign-in, and signing out.

import assert from 'node:assert/strict'
import * as client from 'openid-client'
import * as walk from './walk.mjs'

const MAX_AGE = 600
const keep = (address) => walk.member(address, '--keep')
const silent = (address) => walk.member(address, '--keep', '--silent')
const posted = (address) => {
  const form = walk.member(address, '--keep', '--silent', '--posted')
  return new Request(new URL(form.pathname, form), { method: 'POST', body: form.searchParams })
}

const discover = async (id, authentication) => {
  // Without this the library trusts TLS and does not look at the signature of an ID token.
  const options = { execute: [client.enableNonRepudiationChecks] }
  const config = await client.discovery(new URL(walk.issuer), id, undefined, authentication, options)
  const server = config.serverMetadata()
  assert.equal(server.issuer, walk.issuer)
  assert.ok(server.subject_types_supported.includes('public'))
  assert.ok(server.id_token_signing_alg_values_supported.includes('RS256'))
  walk.step(`discovery: ${server.issuer}`)
  return config
}

/** Asks for a code and redeems it; the library compares state, iss, nonce and the age of the sign-in. */
const authorize = async (config, redirectUri, visit, more = {}) => {
  const pkceCodeVerifier = client.randomPKCECodeVerifier()
  const expectedState = client.randomState()
  const expectedNonce = client.randomNonce()
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: walk.openidScope,
    state: expectedState,
    nonce: expectedNonce,
    max_age: `${MAX_AGE}`,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    ...more,
  })
  const checks = { pkceCodeVerifier, expectedState, expectedNonce, maxAge: MAX_AGE }
  return client.authorizationCodeGrant(config, visit(address), checks)
}

const assertClaims = (claims, config) => {
  assert.equal(claims.azp, config.clientMetadata().client_id)
  assert.equal(claims.exp - claims.iat, 3600)
  assert.equal(claims.acr, '1')
  assert.deepEqual(claims.amr, ['pwd'])
  assert.ok(claims.sub && claims.sid && claims.at_hash)
}

const signIn = async (config, redirectUri) => {
  const token = await authorize(config, redirectUri, keep)
  walk.assertMemberToken(token, walk.openidScope)
  const claims = token.claims()
  assertClaims(claims, config)
  assert.equal(claims.email, undefined, 'claims of a scope belong to userinfo')
  walk.step('authorization code with PKCE, nonce and max_age; the ID token is valid')
  return token
}

const userinfo = async (config, token) => {
  const { sub } = token.claims()
  const member = await client.fetchUserInfo(config, token.access_token, sub)
  assert.equal(member.preferred_username, walk.username)
  assert.equal(member.email, walk.email)
  assert.equal(member.email_verified, true)
  await assert.rejects(client.fetchUserInfo(config, token.access_token, `${sub}x`), {
    code: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  })
  walk.step('userinfo, of the expected subject only')
}

const refresh = async (config, token) => {
  const next = await client.refreshTokenGrant(config, token.refresh_token)
  walk.assertMemberToken(next, walk.openidScope)
  const [before, after] = [token.claims(), next.claims()]
  assertClaims(after, config)
  for (const same of ['sub', 'auth_time', 'sid']) assert.equal(after[same], before[same])
  assert.equal(after.nonce, undefined)
  walk.step('refresh, with an ID token of the same sign-in')
  return next
}

/** The member is still signed in and has allowed it: no page is shown. */
const signInSilently = async (config, redirectUri, token) => {
  const again = await authorize(config, redirectUri, silent, {
    prompt: 'none',
    id_token_hint: token.id_token,
    claims: JSON.stringify({ id_token: { email: { essential: true }, preferred_username: null } }),
  })
  const [before, claims] = [token.claims(), again.claims()]
  assertClaims(claims, config)
  for (const same of ['sub', 'auth_time', 'sid']) assert.equal(claims[same], before[same])
  assert.equal(claims.email, walk.email)
  assert.equal(claims.preferred_username, walk.username)
  walk.step('prompt=none with id_token_hint: the same session, and the claims that were named')
}

/** The answer comes to the app by a form instead of an address. */
const signInByForm = async (config, redirectUri, token) => {
  const again = await authorize(config, redirectUri, posted, { prompt: 'none', response_mode: 'form_post' })
  assert.equal(again.claims().sub, token.claims().sub)
  walk.step('response_mode=form_post')
}

/** What the library must refuse shows that it looks. */
const refuseWrongNonce = async (config, redirectUri) => {
  const wrong = authorize(config, redirectUri, silent, { prompt: 'none', nonce: client.randomNonce() })
  await assert.rejects(wrong, (error) => {
    assert.equal(error.code, 'OAUTH_JWT_CLAIM_COMPARISON_FAILED')
    assert.equal(error.cause.cause.claim, 'nonce')
    return true
  })
  walk.step('an ID token with another nonce is refused')
}

const signOut = async (config, redirectUri, token) => {
  const state = client.randomState()
  const address = client.buildEndSessionUrl(config, {
    post_logout_redirect_uri: walk.signedOutUri,
    id_token_hint: token.id_token,
    state,
  })
  assert.equal(silent(address).toString(), `${walk.signedOutUri}?state=${state}`)
  await assert.rejects(authorize(config, redirectUri, silent, { prompt: 'none' }), { error: 'login_required' })
  walk.step('sign-out: back at the app, and prompt=none is login_required')
}

/** Hybrid: the ID token that comes with the code vouches for it, by c_hash and s_hash. */
const signInHybrid = async (app) => {
  const config = await discover(app.id, client.ClientSecretPost(app.secret))
  client.useCodeIdTokenResponseType(config)
  const token = await authorize(config, app.redirectUri, keep, { prompt: 'login' })
  assertClaims(token.claims(), config)
  await userinfo(config, token)
  const sent = await authorize(config, app.redirectUri, posted, { prompt: 'none', response_mode: 'form_post' })
  assert.equal(sent.claims().sub, token.claims().sub)
  walk.step('response_type=code id_token, in the fragment and by form post')
}

/** Implicit: an ID token and nothing else. */
const signInImplicit = async (app) => {
  const config = await discover(app.id, client.ClientSecretPost(app.secret))
  client.useIdTokenResponseType(config)
  const [nonce, expectedState] = [client.randomNonce(), client.randomState()]
  const parameters = { redirect_uri: app.redirectUri, scope: walk.openidScope, nonce, state: expectedState }
  const address = client.buildAuthorizationUrl(config, { ...parameters, prompt: 'none' })
  const claims = await client.implicitAuthentication(config, silent(address), nonce, { expectedState })
  // Nobody will ask userinfo, so the claims of the scopes are here (OIDC Core §5.4).
  assert.equal(claims.email, walk.email)
  assert.equal(claims.at_hash, undefined)
  const again = client.buildAuthorizationUrl(config, { ...parameters, prompt: 'none' })
  const other = client.implicitAuthentication(config, silent(again), client.randomNonce(), { expectedState })
  await assert.rejects(other, { code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' })
  walk.step('response_type=id_token, and one with another nonce is refused')
}

const web = await discover(walk.web.id, client.ClientSecretBasic(walk.web.secret))
const first = await signIn(web, walk.web.redirectUri)
await userinfo(web, first)
await signInSilently(web, walk.web.redirectUri, first)
await signInByForm(web, walk.web.redirectUri, first)
await refuseWrongNonce(web, walk.web.redirectUri)
const second = await refresh(web, first)
await userinfo(web, second)
await signOut(web, walk.web.redirectUri, second)

walk.step('native app, no secret')
const native = await discover(walk.native.id, client.None())
const pocket = await signIn(native, walk.native.redirectUri)
await userinfo(native, await refresh(native, pocket))

walk.step('an app that may have tokens by way of the browser')
await signInHybrid(walk.front)
await signInImplicit(walk.front)
