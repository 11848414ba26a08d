// A browser that can read the text message itself fills the code in (WebOTP); sending it stays with its member.
const form = document.querySelector("form[data-text-code]");
const box = form?.querySelector("input[name=code]");
if (box && "OTPCredential" in window) {
  const waiting = new AbortController();
  form.addEventListener("submit", () => waiting.abort());
  navigator.credentials
    .get({ otp: { transport: ["sms"] }, signal: waiting.signal })
    .then((found) => {
      if (found?.code && box.value === "") box.value = found.code;
    })
    .catch(() => {});
}
