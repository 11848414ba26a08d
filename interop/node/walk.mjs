// What both walks share: the settings, the member, and how a step is told.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'

// A failure is told in a few lines: the libraries' errors carry whole sockets, and secrets.
process.on('uncaughtException', (error) => {
  console.error(error.stack ?? error)
  process.exit(1)
})

const setting = (name) => {
  const value = process.env[`INTEROP_${name}`]
  assert.ok(value, `INTEROP_${name} is not set; interop/run sets it`)
  return value
}

export const issuer = setting('ISSUER')
export const username = setting('USERNAME')
export const email = setting('EMAIL')
export const scope = setting('SCOPE')
export const ownScope = setting('OWN_SCOPE')
export const openidScope = setting('OPENID_SCOPE')
export const signedOutUri = setting('SIGNED_OUT_URI')
export const registrationToken = setting('REGISTRATION_TOKEN')
export const web = {
  id: setting('CLIENT_ID'),
  secret: setting('CLIENT_SECRET'),
  redirectUri: setting('REDIRECT_URI'),
}
export const front = {
  id: setting('FRONT_CLIENT_ID'),
  secret: setting('FRONT_CLIENT_SECRET'),
  redirectUri: setting('REDIRECT_URI'),
}
export const native = { id: setting('NATIVE_CLIENT_ID'), redirectUri: setting('NATIVE_REDIRECT_URI') }

/** Lets the member sign in and allow, or do what the words say; gives the address the app is called back at. */
export const member = (address, ...words) =>
  new URL(execFileSync(setting('MEMBER'), [...words, address.toString()], { encoding: 'utf8' }).trim())

/** Says that a step was taken. */
export const step = (text) => console.log(`    ${text}`)

/** The same scopes, whatever their order. */
export const assertScope = (granted, asked) =>
  assert.deepEqual(granted.split(' ').sort(), asked.split(' ').sort())

/** What RFC 6749 §5.1 asks of a token for a member, and this server promises of it. */
export const assertMemberToken = (token, asked = scope) => {
  assert.ok(token.access_token)
  assert.equal(token.token_type.toLowerCase(), 'bearer')
  assert.equal(token.expires_in, 3600)
  assertScope(token.scope, asked)
  assert.ok(token.refresh_token)
}

/** The same of a token for the app itself. */
export const assertOwnToken = (token) => {
  assert.ok(token.access_token)
  assert.equal(token.token_type.toLowerCase(), 'bearer')
  assert.equal(token.expires_in, 3600)
  assertScope(token.scope, ownScope)
  assert.equal(token.refresh_token, undefined)
}
