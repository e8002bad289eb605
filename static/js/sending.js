// Counts while somebody chooses, and shows how far a newsletter is. Without it a button does the same.
const PAUSE = 3000;

async function piece(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  return answer.ok && !answer.redirected ? answer.text() : null;
}

for (const form of document.querySelectorAll("form[data-choose]")) {
  form.querySelector("[data-without-script]").hidden = true;
  form.addEventListener("change", () => form.requestSubmit());
}

for (const form of document.querySelectorAll("form[data-count]")) {
  const place = form.querySelector("[data-counted]");
  let last = 0;
  const days = () => {
    for (const line of form.querySelectorAll(".audience-line")) {
      const what = line.querySelector(".audience-what select").value;
      line.querySelector("[data-day]").hidden = !what.startsWith("since:");
    }
  };
  const count = async () => {
    days();
    const number = ++last;
    const typed = new URLSearchParams(new FormData(form));
    typed.delete("csrfmiddlewaretoken");
    const found = await piece(`${form.dataset.count}?${typed}`);
    // An answer that is overtaken by a later choice says nothing any more.
    if (found !== null && number === last) place.innerHTML = found;
  };
  form.querySelector("[data-without-script]").hidden = true;
  form.addEventListener("change", count);
  days();
}

for (const panel of document.querySelectorAll("[data-progress]")) {
  const look = async () => {
    if (!panel.querySelector("[data-moving]")) return;
    if (!document.hidden && !panel.contains(document.activeElement)) {
      const found = await piece(panel.dataset.progress).catch(() => null);
      if (found !== null) panel.innerHTML = found;
    }
    setTimeout(look, PAUSE);
  };
  setTimeout(look, PAUSE);
}
