// Answers an app's page whether this browser's session is still the one it knows (OIDC Session Management §3.2).

const COOKIE = "__Host-guildgate-state=";

/** What the browser shows of its session; nothing while nobody is signed in. */
function state() {
  return document.cookie.split("; ").find((cookie) => cookie.startsWith(COOKIE))?.slice(COOKIE.length) ?? "";
}

async function hash(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function compare(asked, origin) {
  const parts = typeof asked === "string" ? /^(\S+) ([0-9a-f]+)\.(\S+)$/.exec(asked) : null;
  if (!parts) return "error";
  const [, client, known, salt] = parts;
  return (await hash(`${client} ${origin} ${state()} ${salt}`)) === known ? "unchanged" : "changed";
}

addEventListener("message", async ({ data, origin, source }) => {
  // A page without an origin can be answered only in everybody's hearing.
  if (!source || origin === "null") return;
  source.postMessage(await compare(data, origin), origin);
});
