// A walk with openid-client as an app that says and hears everything in JWTs: it signs its requests, and its answers,
// ID tokens and userinfo are signed by three algorithms and encrypted to a key of its own.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import * as client from 'openid-client'
import * as walk from './walk.mjs'

const keys = JSON.parse(readFileSync(process.env.INTEROP_KEYS))
const { subtle } = globalThis.crypto
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' }
const oaep = { name: 'RSA-OAEP', hash: 'SHA-256' }
const signing = { key: await subtle.importKey('jwk', keys.signing, ecdsa, false, ['sign']), kid: 'signing' }
const reading = {
  key: await subtle.importKey('jwk', keys.reading, oaep, false, ['decrypt']),
  kid: 'reading',
  alg: 'RSA-OAEP-256',
}

const metadata = {
  client_secret: walk.web.secret,
  id_token_signed_response_alg: 'PS256',
  userinfo_signed_response_alg: 'ES256',
  authorization_signed_response_alg: 'EdDSA',
}
const options = { execute: [client.enableNonRepudiationChecks] }
const authentication = client.ClientSecretPost(walk.web.secret)
const config = await client.discovery(new URL(walk.issuer), walk.web.id, metadata, authentication, options)
client.enableDecryptingResponses(config, ['A256GCM'], reading)
client.useJwtResponseMode(config)

const ask = async (visit, more = {}, key = signing) => {
  const pkceCodeVerifier = client.randomPKCECodeVerifier()
  const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()]
  const parameters = {
    redirect_uri: walk.web.redirectUri,
    scope: walk.openidScope,
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    ...more,
  }
  const address = await client.buildAuthorizationUrlWithJAR(config, parameters, key)
  assert.deepEqual([...address.searchParams.keys()].sort(), ['client_id', 'request'])
  return client.authorizationCodeGrant(config, visit(address), { pkceCodeVerifier, expectedState, expectedNonce })
}

const token = await ask((address) => walk.member(address, '--keep'))
const { sub } = token.claims()
assert.match(sub, /^[\w-]{22}$/, 'a subject of its own')
walk.step('a signed request, an encrypted answer (JARM), an encrypted ID token')

const member = await client.fetchUserInfo(config, token.access_token, sub)
assert.equal(member.email, walk.email)
walk.step('userinfo, signed and encrypted')

const next = await client.refreshTokenGrant(config, token.refresh_token)
assert.equal(next.claims().sub, sub)
walk.step('refresh, with an encrypted ID token')

// Told in the same way as an answer: signed and encrypted.
const silent = (address) => walk.member(address, '--keep', '--silent')
const refused = ask(silent, { prompt: 'none', scope: 'openid no:such' })
await assert.rejects(refused, { error: 'invalid_scope' })
walk.step('an error, encrypted alike')
