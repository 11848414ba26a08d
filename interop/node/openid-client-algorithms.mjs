// A walk with openid-client through every algorithm that the server advertises: an app registers each in turn, and the
// library verifies and decrypts what it is told, and signs what proves it.

import assert from 'node:assert/strict'
import * as client from 'openid-client'
import * as walk from './walk.mjs'

const { subtle } = globalThis.crypto
const server = new URL(walk.issuer)
const rsa = { modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }
const curve = { namedCurve: 'P-256' }
// With a key of Ed25519 the library signs under the name of RFC 9864, which the server does not advertise.
const signing = {
  RS256: { name: 'RSASSA-PKCS1-v1_5', ...rsa },
  PS256: { name: 'RSA-PSS', ...rsa },
  ES256: { name: 'ECDSA', ...curve },
}
const kind = (algorithm) =>
  algorithm.startsWith('RSA')
    ? [{ name: 'RSA-OAEP', ...rsa }, ['encrypt', 'decrypt']]
    : [{ name: 'ECDH', ...curve }, ['deriveBits']]

/** A key pair, and the half of it that is registered. */
const pair = async (parameters, usages, more) => {
  const { publicKey, privateKey } = await subtle.generateKey(parameters, true, usages)
  const { key_ops, ext, alg, ...members } = await subtle.exportKey('jwk', publicKey)
  return { key: privateKey, jwk: { ...members, ...more } }
}

const register = async (metadata, authentication) => {
  const wanted = {
    client_name: 'Walk through algorithms',
    redirect_uris: [walk.web.redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_post',
    scope: walk.openidScope,
    ...metadata,
  }
  const options = { execute: [client.enableNonRepudiationChecks], initialAccessToken: walk.registrationToken }
  return client.dynamicClientRegistration(server, wanted, authentication, options)
}

const signIn = async (config) => {
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
  assert.ok(token.claims().sub)
  return token
}

const { id_token_signing_alg_values_supported: signs, ...more } = (
  await client.discovery(server, walk.web.id)
).serverMetadata()
const keyAlgorithms = more.id_token_encryption_alg_values_supported
const contents = more.id_token_encryption_enc_values_supported
const assertions = more.token_endpoint_auth_signing_alg_values_supported
for (const list of [signs, keyAlgorithms, contents, assertions]) assert.ok(list.length)

for (const algorithm of signs) {
  const config = await register({ id_token_signed_response_alg: algorithm, userinfo_signed_response_alg: algorithm })
  const token = await signIn(config)
  const header = JSON.parse(Buffer.from(token.id_token.split('.')[0], 'base64url'))
  assert.equal(header.alg, algorithm)
  const member = await client.fetchUserInfo(config, token.access_token, token.claims().sub)
  assert.equal(member.preferred_username, walk.username)
  walk.step(`${algorithm}: an ID token and userinfo that the library verifies`)
}

for (const algorithm of assertions.filter((name) => name !== 'EdDSA')) {
  assert.ok(signing[algorithm], `the walk knows no key for ${algorithm}`)
  const { key, jwk } = await pair(signing[algorithm], ['sign', 'verify'], { kid: 'own', use: 'sig', alg: algorithm })
  const metadata = {
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: algorithm,
    jwks: { keys: [jwk] },
  }
  const config = await register(metadata, client.PrivateKeyJwt({ key, kid: 'own' }))
  await client.refreshTokenGrant(config, (await signIn(config)).refresh_token)
  walk.step(`${algorithm}: assertions of the library that the server verifies`)
}

for (const algorithm of keyAlgorithms) {
  const [parameters, usages] = kind(algorithm)
  const { key, jwk } = await pair(parameters, usages, { kid: 'reading', use: 'enc', alg: algorithm })
  for (const enc of contents) {
    const config = await register({
      jwks: { keys: [jwk] },
      id_token_encrypted_response_alg: algorithm,
      id_token_encrypted_response_enc: enc,
    })
    client.enableDecryptingResponses(config, [enc], { key, kid: 'reading', alg: algorithm })
    const token = await signIn(config)
    const header = JSON.parse(Buffer.from(token.id_token.split('.')[0], 'base64url'))
    assert.deepEqual([header.alg, header.enc], [algorithm, enc])
    walk.step(`${algorithm} with ${enc}: an ID token that the library decrypts`)
  }
}
