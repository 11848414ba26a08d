// Makes the keys of an app: one that signs its requests, one that its answers are encrypted to. Writes both to the file
// that is named, and prints what the app registers.

import { writeFileSync } from 'node:fs'

const { subtle } = globalThis.crypto
const rsa = { modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }
const signing = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
const reading = await subtle.generateKey({ name: 'RSA-OAEP', ...rsa }, true, ['encrypt', 'decrypt'])

const jwk = async (key, more) => ({ ...(await subtle.exportKey('jwk', key)), ...more })
const [file] = process.argv.slice(2)
const kept = {
  signing: await jwk(signing.privateKey),
  reading: await jwk(reading.privateKey),
}
writeFileSync(file, JSON.stringify(kept), { mode: 0o600 })

const published = async (key, more) => {
  const { key_ops, ext, ...members } = await jwk(key, more)
  return members
}
const encryption = (name) => ({
  [`${name}_encrypted_response_alg`]: 'RSA-OAEP-256',
  [`${name}_encrypted_response_enc`]: 'A256GCM',
})
console.log(
  JSON.stringify({
    jwks: {
      keys: [
        await published(signing.publicKey, { kid: 'signing', use: 'sig', alg: 'ES256' }),
        await published(reading.publicKey, { kid: 'reading', use: 'enc', alg: 'RSA-OAEP-256' }),
      ],
    },
    require_signed_request_object: true,
    request_object_signing_alg: 'ES256',
    subject_type: 'pairwise',
    id_token_signed_response_alg: 'PS256',
    ...encryption('id_token'),
    userinfo_signed_response_alg: 'ES256',
    ...encryption('userinfo'),
    authorization_signed_response_alg: 'EdDSA',
    ...encryption('authorization'),
  }),
)
