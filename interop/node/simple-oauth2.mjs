// A walk with simple-oauth2, which has no discovery and no PKCE of its own: the app fetches the metadata
// (RFC 8414) and makes the verifier itself, as its users do.

import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { AuthorizationCode, ClientCredentials } from 'simple-oauth2'
import * as walk from './walk.mjs'

const discovery = await fetch(new URL('/.well-known/oauth-authorization-server', walk.issuer))
assert.equal(discovery.status, 200)
const server = await discovery.json()
assert.equal(server.issuer, walk.issuer)
walk.step(`discovery: ${server.issuer}`)

const path = (address) => new URL(address).pathname
const settings = (app, authorizationMethod) => ({
  client: { id: app.id, secret: app.secret },
  auth: {
    tokenHost: walk.issuer,
    tokenPath: path(server.token_endpoint),
    revokePath: path(server.revocation_endpoint),
  },
  options: { authorizationMethod },
})
const codeSettings = (app, authorizationMethod) => {
  const common = settings(app, authorizationMethod)
  return { ...common, auth: { ...common.auth, authorizePath: path(server.authorization_endpoint) } }
}

const callSelf = (token) =>
  fetch(new URL('/api/users/v1/self', walk.issuer), {
    headers: { authorization: `Bearer ${token.token.access_token}` },
  })

const assertAnswersSelf = async (token) => {
  const answer = await callSelf(token)
  assert.equal(answer.status, 200)
  assert.equal((await answer.json()).username, walk.username)
  walk.step('self call')
}

const memberWalk = async (app, authorizationMethod) => {
  const library = new AuthorizationCode(codeSettings(app, authorizationMethod))
  const state = randomBytes(16).toString('base64url')
  const verifier = randomBytes(32).toString('base64url')
  const address = library.authorizeURL({
    redirect_uri: app.redirectUri,
    scope: walk.scope,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  const callback = walk.member(address).searchParams
  assert.equal(callback.get('state'), state)
  assert.equal(callback.get('iss'), walk.issuer)
  const token = await library.getToken({
    code: callback.get('code'),
    redirect_uri: app.redirectUri,
    code_verifier: verifier,
  })
  walk.assertMemberToken(token.token)
  assert.equal(token.expired(), false)
  walk.step('authorization code with PKCE, state and iss')
  await assertAnswersSelf(token)

  const next = await token.refresh()
  walk.assertMemberToken(next.token)
  assert.notEqual(next.token.refresh_token, token.token.refresh_token)
  walk.step('refresh, with a new refresh token')
  await assertAnswersSelf(next)

  await next.revokeAll()
  const refused = await callSelf(next)
  assert.equal(refused.status, 401)
  assert.match(refused.headers.get('www-authenticate'), /^Bearer .*error="invalid_token"/)
  await assert.rejects(next.refresh(), (error) => error.data.payload.error === 'invalid_grant')
  walk.step('revoke: the self call is 401, the refresh token is dead')
}

for (const method of ['header', 'body']) {
  walk.step(`web app, secret in the ${method}`)
  const own = await new ClientCredentials(settings(walk.web, method)).getToken({ scope: walk.ownScope })
  walk.assertOwnToken(own.token)
  await own.revoke('access_token')
  walk.step('client credentials, and revoke')
}
await memberWalk(walk.web, 'header')
walk.step('native app, no secret')
await memberWalk(walk.native, 'body')
