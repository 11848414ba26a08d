// A member visits a relying party in Chromium: signs in, is known there, has its tokens refreshed, signs out.
//
//   node visit.mjs PARTY_ADDRESS
//
// Every party answers alike: /me, for members only, tells of them in JSON and ends in a sign-in if nobody is there;
// /refresh has the access token renewed and leads to /me; /logout signs out and leads to the party's first page.
// Once with scripts and once, in another browser, without.

import assert from 'node:assert/strict'
import { chromium } from 'playwright-core'

const [party] = process.argv.slice(2)
const setting = (name) => {
  const value = process.env[`INTEROP_${name}`]
  assert.ok(value, `INTEROP_${name} is not set; interop/run sets it`)
  return value
}
const issuer = setting('ISSUER')
const step = (text) => console.log(`    ${text}`)

/** What the party's page /me says. */
const told = async (page) => {
  assert.equal(new URL(page.url()).origin, new URL(party).origin, `the member is at ${page.url()}`)
  return JSON.parse(await page.locator('body').innerText())
}

const expectMember = (told) => {
  assert.equal(told.preferred_username, setting('USERNAME'))
  assert.equal(told.email, setting('EMAIL'))
  assert.ok(told.sub && told.access_token, 'a subject and an access token')
  return told
}

const expectSignIn = async (page) => {
  const here = new URL(page.url())
  assert.equal(here.origin, issuer)
  assert.equal(here.pathname, '/signin', `the member is at ${here}`)
  assert.ok(await page.locator('#password').isVisible())
}

const signIn = async (page) => {
  await page.goto(`${party}/me`)
  await expectSignIn(page)
  await page.locator('#username').fill(setting('USERNAME'))
  await page.locator('#password').fill(setting('PASSWORD'))
  await page.locator('#signin-submit').click()
}

/** The consent page: everything is ticked, then allowed. */
const allow = async (page) => {
  if (await page.locator('#consent-all').isVisible()) {
    await page.locator('#consent-all').click()
  }
  await page.locator('#consent-allow').click()
}

const visit = async (browser, javaScriptEnabled, firstTime) => {
  // The party's certificate and ours come from authorities that no browser knows; the libraries check theirs.
  const context = await browser.newContext({ ignoreHTTPSErrors: true, javaScriptEnabled })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await signIn(page)
  if (firstTime) await allow(page)
  const first = expectMember(await told(page))
  step(`sign-in and userinfo, ${javaScriptEnabled ? 'with' : 'without'} scripts`)

  await page.goto(`${party}/refresh`)
  const second = expectMember(await told(page))
  assert.equal(second.sub, first.sub)
  assert.notEqual(second.access_token, first.access_token)
  step('refresh')

  await page.goto(`${party}/logout`)
  assert.equal(page.url(), `${party}/`)
  await page.goto(`${party}/me`)
  await expectSignIn(page)
  step('sign-out: back at the app, and nobody is signed in anywhere')
  await context.close()
}

/** Signing out at the server ends the session at the party, which no browser told: the server did. */
const signOutElsewhere = async (browser) => {
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const session = async () => (await (await context.request.get(`${party}/session`)).json()).member
  assert.equal(await session(), false)
  await signIn(page)
  expectMember(await told(page))
  assert.equal(await session(), true)
  await page.goto(`${issuer}/account`)
  await page.locator('form[action="/signout"]').first().evaluate((form) => form.requestSubmit())
  await page.waitForURL(`${issuer}/signed-out*`)
  const deadline = Date.now() + 20_000
  while (await session()) {
    assert.ok(Date.now() < deadline, 'the party was not told')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  step('sign-out at the server: the party is told, and nobody is signed in there')
  await context.close()
}

const browser = await chromium.launch({
  executablePath: setting('CHROMIUM'),
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
})
try {
  await visit(browser, true, true)
  await visit(browser, false, false)
  if (process.env.PARTY_TOLD) await signOutElsewhere(browser)
} finally {
  await browser.close()
}
