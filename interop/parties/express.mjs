// A website on Express whose sign-in is express-openid-connect.

import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import express from 'express'
import openid from 'express-openid-connect'

const { PARTY_URL, PARTY_PORT, PARTY_CERTIFICATE, PARTY_KEY, INTEROP_ISSUER } = process.env
const app = express()
const ended = new Set()

// The library sets its cookie anew with each answer: one to a browser that asks for an icon on its own would bring back
// the session of before, if it came last.
app.get('/favicon.ico', (_, answer) => answer.status(404).end())

app.use(
  openid.auth({
    issuerBaseURL: INTEROP_ISSUER,
    baseURL: PARTY_URL,
    clientID: process.env.INTEROP_CLIENT_ID,
    clientSecret: process.env.INTEROP_CLIENT_SECRET,
    secret: 'what seals the cookies of this website',
    authRequired: false,
    idpLogout: true,
    // The library verifies what it is told; sessions that the server ended are remembered here.
    backchannelLogout: {
      onLogin: false,
      onLogoutToken: ({ sid }) => ended.add(sid),
      isLoggedOut: ({ oidc }) => ended.has(oidc.idTokenClaims.sid),
    },
    routes: { postLogoutRedirect: `${PARTY_URL}/` },
    authorizationParams: { response_type: 'code', scope: process.env.INTEROP_OPENID_SCOPE },
  }),
)

app.get('/', (_, answer) => answer.send('Welcome'))

// Whether somebody is signed in here, whatever the server would say.
app.get('/session', ({ oidc }, answer) => answer.json({ member: oidc.isAuthenticated() }))

app.get('/me', openid.requiresAuth(), async ({ oidc }, answer) => {
  const member = await oidc.fetchUserInfo()
  answer.json({ ...member, access_token: oidc.accessToken.access_token })
})

app.get('/refresh', openid.requiresAuth(), async ({ oidc }, answer) => {
  await oidc.accessToken.refresh()
  answer.redirect('/me')
})

createServer({ cert: readFileSync(PARTY_CERTIFICATE), key: readFileSync(PARTY_KEY) }, app).listen(
  Number(PARTY_PORT),
  '127.0.0.1',
)
