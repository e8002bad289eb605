// Shows a button that copies what stands in the field beside it.
for (const box of document.querySelectorAll("[data-copy]")) {
  const button = box.querySelector("button");
  const field = box.querySelector("input, textarea");
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.querySelector("span").textContent = button.dataset.done;
  });
}
