// A chip puts its value in the field at once; without this script it is a link that does the same.
document.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-fill]");
  if (!chip || event.ctrlKey || event.metaKey) return;
  const field = document.getElementById(chip.dataset.fill);
  if (!field) return;
  event.preventDefault();
  field.value = chip.dataset.value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// The chip whose value stands in the field is marked.
const mark = () => {
  for (const chip of document.querySelectorAll("[data-fill]")) {
    const field = document.getElementById(chip.dataset.fill);
    const isChosen = Boolean(field) && field.value === chip.dataset.value;
    if (isChosen) chip.setAttribute("aria-current", "true");
    else chip.removeAttribute("aria-current");
  }
};

document.addEventListener("input", mark);
mark();
