// Ticking all who applied at once, not who only asked, and how many are ticked on the button.
for (const form of document.querySelectorAll("form[data-leads]")) {
  const boxes = [...form.querySelectorAll("[name=leads]")];
  const applied = boxes.filter((box) => "applied" in box.dataset);
  const all = form.querySelector("[data-all]");
  const words = form.querySelector("[data-count]");
  if (!all || !words) continue;
  const plain = words.textContent;
  const count = () => {
    const number = boxes.filter((box) => box.checked).length;
    all.querySelector("input").checked = applied.every((box) => box.checked);
    if (number === 0) words.textContent = plain;
    else if (number === 1) words.textContent = words.dataset.one;
    else words.textContent = words.dataset.many.replace("#", number);
  };
  all.hidden = applied.length === 0;
  all.querySelector("input").addEventListener("change", (event) => {
    for (const box of applied) box.checked = event.target.checked;
    count();
  });
  form.addEventListener("change", count);
  count();
}
