// Noting without a network. What is noted is first written on this device, then sent; it leaves the device once the house
// has it. Its key makes a second sending count once. <form data-outbox="journal:12">, and beside it
// <div data-waiting data-one="…" data-many="… {n} …" data-drop="…"> where the page says what waits.
(() => {
  const form = document.querySelector("form[data-outbox]");
  if (!form) return;
  const place = document.querySelector("[data-waiting]"), said = document.querySelector("[data-sent]");
  const name = `outbox:${document.body.dataset.person}:${form.dataset.outbox}`;
  const kept = () => { try { return JSON.parse(localStorage.getItem(name)) || []; } catch { return []; } };
  const keep = (notes) => notes.length ? localStorage.setItem(name, JSON.stringify(notes)) : localStorage.removeItem(name);
  const drop = (once) => { keep(kept().filter((note) => note.once !== once)); show(); };

  const key = () => {  // a page without https has no randomUUID
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  const line = (note) => {
    const item = document.createElement("li"), text = document.createElement("span"), button = document.createElement("button");
    text.textContent = note.what;
    button.type = "button";
    button.className = "button button-plain";
    button.textContent = place.dataset.drop;
    button.setAttribute("aria-label", `${place.dataset.drop} : ${note.what}`);
    button.onclick = () => drop(note.once);
    item.append(text, button);
    return item;
  };
  const show = () => {
    const notes = kept();
    place.hidden = !notes.length;
    place.querySelector("p").textContent = (notes.length > 1 ? place.dataset.many : place.dataset.one).replace("{n}", notes.length);
    place.querySelector("ul").replaceChildren(...notes.map(line));
  };

  // The answer is the journal with the note in it: what the reader had ticked stays ticked.
  const renew = (page) => {
    const here = document.getElementById("noted"), ticked = [...here.querySelectorAll(":checked")].map((box) => box.id);
    here.replaceWith(page);
    for (const id of ticked) document.getElementById(id)?.setAttribute("checked", "");
  };
  let busy = false;
  const send = async () => {
    if (busy) return;
    busy = true;
    try {
      for (let [note] = kept(); note; [note] = kept()) {
        const body = new URLSearchParams({ ...note, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
        const answer = await fetch(form.action, { method: "POST", body, signal: AbortSignal.timeout(20000) });
        const page = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("noted");
        if (!page) break;  // not the house that answered, or not to this person: it stays here
        drop(note.once);
        renew(page);
        said.textContent = said.dataset.sent;
      }
    } catch { /* no network: later */ }
    busy = false;
  };

  form.addEventListener("submit", (event) => {
    if (!form.elements.what.value.trim()) return;
    const { csrfmiddlewaretoken, ...words } = Object.fromEntries(new FormData(form));
    try { keep([...kept(), { ...words, at: new Date().toISOString() }]); } catch { return; }  // full: sent as forms are
    event.preventDefault();
    form.reset();
    form.elements.once.value = key();
    localStorage.removeItem(`draft:${form.dataset.draft}`);
    form.querySelector("[data-draft-note]").textContent = said.textContent = "";
    form.elements.what.focus();
    show();
    send();
  });
  show();
  send();
  addEventListener("online", send);
  setInterval(() => kept().length && send(), 10000);
})();
