// Counts the ticked readers in the button that makes their drafts.
for (const form of document.querySelectorAll("form[data-letter]")) {
  const button = form.querySelector("[data-count]");
  const count = () => {
    const number = form.querySelectorAll(".pick:checked").length;
    const words = number === 1 ? button.dataset.one : button.dataset.many.replace("#", number);
    button.querySelector("span").textContent = words;
  };
  form.addEventListener("change", count);
  count();
}
