// Passkeys: asks the device, and sends its answer with an ordinary form.

const said = document.getElementById("said");

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** What the server asks, as the browser takes it. */
function decode(options) {
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  for (const named of [...(options.allowCredentials ?? []), ...(options.excludeCredentials ?? [])]) named.id = bytes(named.id);
  return options;
}

/** What the device answers, as the server takes it. */
function encode({ id, rawId, type, response }) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const answer = Object.fromEntries(parts.filter((part) => part in response).map((part) => [part, text(response[part])]));
  return JSON.stringify({ id, rawId: text(rawId), type, response: answer, clientExtensionResults: {} });
}

/** Says something beside the form's button, and to whoever listens: a text that the page brings along. */
function tell(form, text) {
  const line = form.querySelector("[data-passkey-state]");
  line.textContent = line.dataset[text];
  line.hidden = false;
  said.textContent = line.dataset[text];
}

/** The call that runs. There can be one only: the button's ends the box's. */
let running;

async function ask(form, mediation) {
  running?.abort();
  const { signal } = (running = new AbortController());
  const body = new URLSearchParams({ form_token: form.elements.form_token.value });
  const asked = await fetch(form.dataset.options, { method: "POST", body, signal });
  if (!asked.ok) throw asked;
  const { challenge, options } = await asked.json();
  const credential = await navigator.credentials[form.dataset.passkey]({ publicKey: decode(options), mediation, signal });
  form.elements.challenge.value = challenge;
  form.elements.credential.value = encode(credential);
  const remember = document.getElementById("remember");
  if (form.elements.remember) form.elements.remember.value = remember?.checked ? remember.value : "";
  form.submit();
}

/** What to say where nothing came of it. */
function reason(error) {
  if (error instanceof Response) return error.status === 429 ? "tooMany" : "pageOld";
  if (error.name === "InvalidStateError") return "onDevice";
  if (error.name === "NotAllowedError") return "nothingChanged";
  return "outOfReach";
}

function offer(form) {
  const button = form.querySelector("button[data-ask]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    tell(form, "follow");
    try {
      await ask(form);
    } catch (error) {
      if (error.name === "AbortError") return;
      tell(form, reason(error));
      button.focus();
      offerInBox(form);
    }
  });
  form.hidden = false;
}

/** Challenges live for five minutes: a page that stays open gets new ones, for an hour. */
const RENEW = 240_000;
let rounds = 15;
let timer;

/** Lets the username box offer passkeys (conditional mediation). */
async function offerInBox(form) {
  clearTimeout(timer);
  if (!("inBox" in form.dataset) || rounds-- === 0) return;
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  timer = setTimeout(offerInBox, RENEW, form);
  // The box says nothing of what it does not offer.
  ask(form, "conditional").catch(() => {});
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    offer(form);
    offerInBox(form);
    addEventListener("pageshow", (event) => event.persisted && offerInBox(form));
  }
  const { rp: rpId, unknownPasskey: credentialId } = document.querySelector("[data-unknown-passkey]")?.dataset ?? {};
  if (credentialId) PublicKeyCredential.signalUnknownCredential?.({ rpId, credentialId }).catch(() => {});
  const kept = document.querySelector("[data-passkeys-kept]")?.dataset;
  if (kept) {
    const allAcceptedCredentialIds = kept.passkeysKept.split(" ").filter(Boolean);
    PublicKeyCredential.signalAllAcceptedCredentials?.({ rpId: kept.rp, userId: kept.user, allAcceptedCredentialIds }).catch(() => {});
  }
} else {
  for (const words of document.querySelectorAll("[data-no-passkeys]")) words.hidden = false;
}
