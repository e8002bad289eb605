// Shows what only works with passkeys, and says so when the browser or the person broke one off.
document.addEventListener("DOMContentLoaded", () => {
  if (!window.PublicKeyCredential) return;
  for (const element of document.querySelectorAll("[data-passkey]")) element.hidden = false;
});

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const element of document.querySelectorAll("[data-passkey-failed]")) element.hidden = false;
});
