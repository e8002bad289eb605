// Writing a newsletter: buttons that put something in the text, and a preview that follows it.
// Without this script the text is typed as it is, and "Voorbeeld" fills the same frame.
const WAIT_MS = 500;

const put = (area, text) => {
  area.focus();
  // So that "undo" takes it back; where a browser cannot, it is put in all the same.
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
};

const insert = (area, button) => {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const words = value.slice(from, to) || button.dataset.words || "";
  const isLine = "line" in button.dataset;
  const before = isLine && from && value[from - 1] !== "\n" ? "\n\n" : "";
  const [head, tail = ""] = (button.dataset.line ?? button.dataset.insert).split("§");
  const hasPlace = tail !== "" || (button.dataset.line ?? button.dataset.insert).includes("§");
  // A block that is whole gets a blank line below it, so that the next does not stick to it.
  const after = isLine && value[to] !== "\n" ? (hasPlace ? "\n" : "\n\n") : "";
  put(area, before + head + (hasPlace ? words : "") + tail + after);
  const start = from + before.length + head.length;
  if (hasPlace) area.setSelectionRange(start, start + words.length);
};

for (const bar of document.querySelectorAll("[data-bar]")) {
  const area = document.getElementById(bar.dataset.bar);
  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) insert(area, button);
  });
}

// Who did not point at a place yet goes on where the text ends.
for (const area of document.querySelectorAll("textarea.compose-body")) {
  area.setSelectionRange(area.value.length, area.value.length);
}

// A picture goes to the text that was last worked on.
let last = document.querySelector("textarea.compose-body");
document.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea.compose-body")) last = event.target;
});
for (const button of document.querySelectorAll("[data-picture]")) {
  button.hidden = false;
  button.addEventListener("click", () => insert(last, { dataset: { line: button.dataset.picture } }));
}

// A finding leads to its line.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-go]");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.closest("details")?.setAttribute("open", "");
  field.focus();
  const line = Number(link.dataset.go);
  if (line) {
    const lines = field.value.split("\n");
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    field.setSelectionRange(start, start + lines[line - 1].length);
  }
  field.scrollIntoView({ block: "center" });
});

const form = document.querySelector("form[data-compose]");
const frame = form?.querySelector("iframe");
let waiting, asked = 0;

const scrolled = (page) => page.querySelector("iframe")?.contentWindow?.scrollY ?? 0;

// What is said about the text stands above it: what is being typed stays where it was.
const tell = (html) => {
  const place = form.querySelector("[data-found]");
  if (place.dataset.told === html) return;
  place.dataset.told = html;
  const field = document.activeElement;
  const before = field.getBoundingClientRect().top;
  place.innerHTML = html;
  if (place.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING) {
    window.scrollBy({ top: field.getBoundingClientRect().top - before, behavior: "instant" });
  }
};

// The new page goes into the old one: the frame itself goes nowhere, so "back" still leaves.
const show = (text) => {
  const page = frame.contentDocument;
  const fresh = new DOMParser().parseFromString(text, "text/html");
  if (!page?.body || !fresh.querySelector(".envelope")) return;
  const found = fresh.querySelector("template[data-findings]");
  if (found) tell(found.innerHTML);
  found?.remove();
  const height = scrolled(page);
  page.body.replaceChildren(...fresh.body.childNodes);
  const mail = page.querySelector("iframe");
  mail?.addEventListener("load", () => mail.contentWindow.scrollTo(0, height));
};

const look = async () => {
  const number = ++asked;
  const typed = new FormData(form);
  typed.delete("file");
  // Here one chooses from the list; the words are for who has no script.
  typed.delete("like");
  const answer = await fetch(form.dataset.compose, { method: "POST", body: typed }).catch(() => null);
  if (answer?.ok && number === asked) show(await answer.text());
};

// Who is typed after, is looked for; who was chosen stays chosen.
const readers = form?.querySelector("[data-readers]");
let searching, searched = 0;

const chosen = () => form.querySelector("[name=reader]:checked")?.value ?? "";

const search = async () => {
  const number = ++searched;
  const reader = chosen();
  const typed = new URLSearchParams({ like: form.elements.like.value, reader });
  const answer = await fetch(`${readers.dataset.readers}?${typed}`).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const found = await answer.text();
  if (number !== searched) return;
  // Somebody was chosen from the old list while this one was on its way.
  if (chosen() !== reader) search();
  else readers.innerHTML = found;
};

if (form) {
  form.querySelector("[data-look-button]").hidden = true;
  form.elements.like.addEventListener("keydown", (event) => {
    // Looking for somebody sends no form.
    if (event.key === "Enter") event.preventDefault();
  });
  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    if (event.target.name === "like") {
      clearTimeout(searching);
      searching = setTimeout(search, WAIT_MS / 2);
      return;
    }
    clearTimeout(waiting);
    waiting = setTimeout(look, event.target.type === "radio" ? 0 : WAIT_MS);
  });
}
