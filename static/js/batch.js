// Counts the ticked hours on the page where a school confirms.
for (const form of document.querySelectorAll("form[data-batch]")) {
  const total = form.querySelector("[data-total]");
  const all = total.textContent;
  const count = () => {
    const picks = [...form.querySelectorAll(".pick")];
    const ticked = picks.filter((pick) => pick.checked);
    const minutes = ticked.reduce((sum, pick) => sum + Number(pick.dataset.minutes), 0);
    const shown = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
    if (ticked.length === picks.length) total.textContent = all;
    else if (ticked.length === 0) total.textContent = total.dataset.none;
    else total.textContent = total.dataset.some.replace("%s", shown);
  };
  form.dataset.live = "yes";
  form.addEventListener("change", count);
  count();
}
