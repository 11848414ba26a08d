// A walk with openid-client, using its plain OAuth 2.0 discovery (RFC 8414).

import assert from 'node:assert/strict'
import * as client from 'openid-client'
import * as walk from './walk.mjs'

const self = new URL('/api/users/v1/self', walk.issuer)

const discover = async (id, authentication) => {
  const config = await client.discovery(new URL(walk.issuer), id, undefined, authentication, { algorithm: 'oauth2' })
  const server = config.serverMetadata()
  assert.equal(server.issuer, walk.issuer)
  assert.ok(server.supportsPKCE())
  walk.step(`discovery: ${server.issuer}`)
  return config
}

const authorize = async (config, redirectUri) => {
  const pkceCodeVerifier = client.randomPKCECodeVerifier()
  const expectedState = client.randomState()
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: walk.scope,
    state: expectedState,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  })
  const callback = walk.member(address)
  assert.equal(callback.searchParams.get('iss'), walk.issuer)
  // The library compares state and iss itself, and refuses the answer if they differ.
  const token = await client.authorizationCodeGrant(config, callback, { pkceCodeVerifier, expectedState })
  walk.assertMemberToken(token)
  walk.step('authorization code with PKCE, state and iss')
  return token
}

const callSelf = async (config, token) => {
  const answer = await client.fetchProtectedResource(config, token.access_token, self, 'GET')
  assert.equal(answer.status, 200)
  assert.equal((await answer.json()).username, walk.username)
  walk.step('self call')
}

const refresh = async (config, token) => {
  const next = await client.refreshTokenGrant(config, token.refresh_token)
  walk.assertMemberToken(next)
  assert.notEqual(next.refresh_token, token.refresh_token)
  assert.notEqual(next.access_token, token.access_token)
  walk.step('refresh, with a new refresh token')
  return next
}

const revoke = async (config, token) => {
  await client.tokenRevocation(config, token.access_token, { token_type_hint: 'access_token' })
  await assert.rejects(client.fetchProtectedResource(config, token.access_token, self, 'GET'), (error) => {
    assert.ok(error instanceof client.WWWAuthenticateChallengeError, error)
    assert.equal(error.status, 401)
    assert.equal(error.cause[0].scheme, 'bearer')
    assert.equal(error.cause[0].parameters.error, 'invalid_token')
    return true
  })
  await client.tokenRevocation(config, token.refresh_token)
  await assert.rejects(client.refreshTokenGrant(config, token.refresh_token), { error: 'invalid_grant' })
  walk.step('revoke: the self call is 401, the refresh token is dead')
}

const actForItself = async (config) => {
  const token = await client.clientCredentialsGrant(config, { scope: walk.ownScope })
  walk.assertOwnToken(token)
  const answer = await client.tokenIntrospection(config, token.access_token)
  assert.equal(answer.active, true)
  assert.equal(answer.client_id, walk.web.id)
  await client.tokenRevocation(config, token.access_token)
  assert.deepEqual(await client.tokenIntrospection(config, token.access_token), { active: false })
  walk.step('client credentials, introspected and revoked')
}

const memberWalk = async (config, redirectUri) => {
  let token = await authorize(config, redirectUri)
  await callSelf(config, token)
  token = await refresh(config, token)
  await callSelf(config, token)
  await revoke(config, token)
}

for (const method of [client.ClientSecretBasic, client.ClientSecretPost]) {
  walk.step(`web app, ${method.name}`)
  const config = await discover(walk.web.id, method(walk.web.secret))
  await actForItself(config)
  if (method === client.ClientSecretBasic) await memberWalk(config, walk.web.redirectUri)
}
walk.step('native app, no secret')
await memberWalk(await discover(walk.native.id, client.None()), walk.native.redirectUri)
