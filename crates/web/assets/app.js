// Extras. Every page works without them; what needs them is hidden until they run.

// Its data are the words that scripts need, in the language of the page.
const said = document.getElementById("said");

/** Says something once to whoever listens. */
function say(words) {
  said.textContent = "";
  requestAnimationFrame(() => (said.textContent = words));
}

for (const button of document.querySelectorAll("button[data-show]")) {
  const input = document.getElementById(button.dataset.show);
  const word = button.querySelector("span");
  const show = (shown) => {
    input.type = shown ? "text" : "password";
    word.textContent = shown ? said.dataset.hide : said.dataset.show;
  };
  button.addEventListener("click", () => show(input.type === "password"));
  // Sent as text, a password would be offered again as one.
  input.form.addEventListener("submit", () => show(false));
  button.hidden = false;
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const word = button.firstChild;
    const before = word.data;
    let timer;
    button.addEventListener("click", async () => {
      clearTimeout(timer);
      try {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
        word.data = said.dataset.copied;
        say(said.dataset.copied);
      } catch {
        word.data = said.dataset.notCopied;
        say(said.dataset.refused);
      }
      timer = setTimeout(() => (word.data = before), 2000);
    });
    button.hidden = false;
  }
}

for (const button of document.querySelectorAll("button[data-print]")) {
  button.addEventListener("click", () => print());
  button.hidden = false;
}

// After a second of waiting, the button says what is happening.
const waiting = [];
for (const form of document.forms) {
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button?.dataset.busy) return;
    const before = button.textContent;
    const timer = setTimeout(() => {
      button.textContent = button.dataset.busy;
      say(button.dataset.busy);
    }, 1000);
    waiting.push(() => {
      clearTimeout(timer);
      button.textContent = before;
    });
  });
}
// A page that comes back from the browser's memory waits for nothing.
addEventListener("pageshow", () => waiting.splice(0).forEach((undo) => undo()));

// New lines of a log as they come. The list is not announced line by line; the button says whether it follows.
const live = document.getElementById("log-live");
if (live && "EventSource" in window) {
  const MOST = 500;
  const list = document.getElementById(live.dataset.rows);
  let source;
  const follow = (following) => {
    source?.close();
    source = following ? new EventSource(live.dataset.live) : undefined;
    source?.addEventListener("line", ({ data }) => {
      const kept = scrollY > 0 ? list.scrollHeight : undefined;
      list.insertAdjacentHTML("afterbegin", data);
      list.firstElementChild.classList.add("fresh");
      while (list.childElementCount > MOST) list.lastElementChild.remove();
      // Whoever reads further down keeps their place.
      if (kept !== undefined) scrollBy(0, list.scrollHeight - kept);
    });
    live.textContent = following ? live.dataset.pauseWords : live.dataset.followWords;
    live.setAttribute("aria-pressed", String(following));
    say(following ? live.dataset.following : live.dataset.paused);
  };
  live.addEventListener("click", () => follow(!source));
  live.hidden = false;
}

// An answer for an app goes on by itself.
document.querySelector("form[data-send-now]")?.submit();

// Back to the app that asked for a sign-out, once the pages of the others have loaded, or soon anyway.
const back = document.querySelector("a[data-follow]");
if (back) {
  const follow = () => location.replace(back.href);
  if (document.readyState === "complete") follow();
  else addEventListener("load", follow);
  setTimeout(follow, 4000);
}

// How strong a new password is, once typing pauses. The server weighs it, with the words it refuses with.
for (const input of document.querySelectorAll("input[data-weigh]")) {
  const words = document.getElementById(`${input.id}-strength`);
  let timer;
  let asked = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    const number = ++asked;
    if (!input.value) {
      words.textContent = "";
      return;
    }
    timer = setTimeout(async () => {
      const fields = new URLSearchParams({ password: input.value });
      for (const name of ["email", "username"]) {
        const value = input.form.elements.namedItem(name)?.value;
        if (value) fields.set(name, value);
      }
      try {
        const answer = await fetch(input.dataset.weigh, { method: "POST", body: fields });
        const said = answer.ok ? (await answer.json()).words : "";
        if (number === asked) words.textContent = said;
      } catch {
        words.textContent = "";
      }
    }, 400);
  });
}
