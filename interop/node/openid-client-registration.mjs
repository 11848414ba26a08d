// A walk with openid-client that registers itself: with an initial access token, by its own discovery; then it signs a
// member in, and reads, replaces and deletes its registration.

import assert from 'node:assert/strict'
import * as client from 'openid-client'
import * as walk from './walk.mjs'

const server = new URL(walk.issuer)
const options = { execute: [client.enableNonRepudiationChecks] }
const wanted = {
  client_name: 'Walk that registers itself',
  client_uri: 'https://app.example',
  redirect_uris: [walk.web.redirectUri],
  post_logout_redirect_uris: [walk.signedOutUri],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'client_secret_post',
  id_token_signed_response_alg: 'ES256',
  scope: walk.openidScope,
}

await assert.rejects(client.dynamicClientRegistration(server, wanted, undefined, options))
walk.step('without an initial access token nothing is registered')

const initialAccessToken = walk.registrationToken
const config = await client.dynamicClientRegistration(server, wanted, undefined, { ...options, initialAccessToken })
const registered = config.clientMetadata()
assert.ok(registered.client_id && registered.client_secret)
for (const name of Object.keys(wanted)) assert.deepEqual(registered[name], wanted[name], name)
walk.step('registered with an initial access token')

const pkceCodeVerifier = client.randomPKCECodeVerifier()
const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()]
const address = client.buildAuthorizationUrl(config, {
  redirect_uri: walk.web.redirectUri,
  scope: walk.openidScope,
  state: expectedState,
  nonce: expectedNonce,
  code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
  code_challenge_method: 'S256',
})
const checks = { pkceCodeVerifier, expectedState, expectedNonce }
const token = await client.authorizationCodeGrant(config, walk.member(address), checks)
walk.assertMemberToken(token, walk.openidScope)
const member = await client.fetchUserInfo(config, token.access_token, token.claims().sub)
assert.equal(member.preferred_username, walk.username)
walk.step('a member signed in; the ID token is signed as registered')

/** Asks the address that came with the registration (RFC 7592 §2). */
const manage = (token, method, body) =>
  client.fetchProtectedResource(
    config,
    token,
    new URL(registered.registration_client_uri),
    method,
    body && JSON.stringify(body),
    new Headers(body && { 'content-type': 'application/json' }),
  )

const read = await (await manage(registered.registration_access_token, 'GET')).json()
for (const name of Object.keys(wanted)) assert.deepEqual(read[name], wanted[name], name)
assert.equal(read.client_secret, undefined, 'a secret is told once')
walk.step('read')

const changed = { ...wanted, client_id: registered.client_id, client_name: 'Walk by another name' }
const replaced = await (await manage(registered.registration_access_token, 'PUT', changed)).json()
assert.equal(replaced.client_name, changed.client_name)
assert.notEqual(replaced.registration_access_token, registered.registration_access_token)
await assert.rejects(manage(registered.registration_access_token, 'GET'))
walk.step('replaced, and its token with it')

const deleted = await manage(replaced.registration_access_token, 'DELETE')
assert.equal(deleted.status, 204)
await assert.rejects(manage(replaced.registration_access_token, 'GET'))
await assert.rejects(client.refreshTokenGrant(config, token.refresh_token), { status: 401 })
walk.step('deleted: neither its address nor its tokens work')
