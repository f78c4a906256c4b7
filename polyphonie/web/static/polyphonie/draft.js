// What somebody types is kept on the device until it is sent: a reload, a dead battery, a lost network lose nothing.
// <form data-draft="12:7:me" data-kept="…the words that say so…"> A draft leaves with the sending or the sign-out.
(() => {
  const PREFIX = "draft:", SENT = "draft-sent", LONGEST = 24 * 3600 * 1000;
  const key = (form) => PREFIX + form.dataset.draft;
  const fields = (form) => [...form.elements].filter((f) => f.name && /^(text|textarea)$/.test(f.type));

  const restore = (form) => {
    let kept;
    try { kept = JSON.parse(localStorage.getItem(key(form))); } catch { return; }
    if (!kept || form.dataset.restored) return;
    form.dataset.restored = "yes";
    for (const field of fields(form))  // only over what was there when they began: nobody else's newer words
      if (field.name in kept.words && field.value === (kept.was?.[field.name] ?? "")) field.value = kept.words[field.name];
    say(form);
  };
  const say = (form) => {
    const place = form.querySelector("[data-draft-note]");
    if (place) place.textContent = form.dataset.kept;
  };
  const keep = (form) => {
    let before = {};
    try { before = JSON.parse(localStorage.getItem(key(form)))?.was || {}; } catch { /* unreadable: begun anew */ }
    const words = {}, was = {};
    for (const { name, value, defaultValue } of fields(form)) {
      was[name] = before[name] ?? defaultValue;
      if (value !== was[name]) words[name] = value;
    }
    try { localStorage.setItem(key(form), JSON.stringify({ at: Date.now(), words, was })); say(form); } catch { /* full */ }
  };
  const forget = (prefix) => {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX + prefix)) localStorage.removeItem(name);
  };

  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(PREFIX)) continue;
    try { if (Date.now() - JSON.parse(localStorage.getItem(name)).at > LONGEST) localStorage.removeItem(name); }
    catch { localStorage.removeItem(name); }
  }
  if (document.body.dataset.person !== localStorage.getItem("person")) {
    forget("");  // another person on a shared device
    localStorage.setItem("person", document.body.dataset.person || "");
  }
  // What a page sent leaves the device once a good page came back that no longer asks for it.
  const sent = sessionStorage.getItem(SENT), { responseStatus } = performance.getEntriesByType("navigation")[0] || {};
  sessionStorage.removeItem(SENT);
  if (sent && responseStatus >= 200 && responseStatus < 400 && !document.querySelector(`form[data-draft="${CSS.escape(sent)}"]`))
    localStorage.removeItem(PREFIX + sent);

  // A step that closed while somebody was writing leaves their words in sight.
  const leftovers = (place) => {
    if (place.childElementCount) return;
    for (const name of Object.keys(localStorage)) {
      const id = name.slice(PREFIX.length);
      if (!name.startsWith(PREFIX + place.dataset.leftovers) || id.startsWith(place.dataset.now)) continue;
      const words = Object.values(JSON.parse(localStorage.getItem(name)).words).join("\n");
      const card = document.createElement("div"), label = document.createElement("p"),
        text = document.createElement("pre"), drop = document.createElement("button");
      card.className = "card flow-small";
      label.textContent = place.dataset.words;
      text.textContent = words;
      drop.className = "button button-plain";
      drop.type = "button";
      drop.textContent = place.dataset.drop;
      drop.onclick = () => { localStorage.removeItem(name); card.remove(); };
      card.append(label, text, drop);
      place.append(card);
    }
  };
  const every = (root) => {
    root.querySelectorAll("form[data-draft]").forEach(restore);
    root.querySelectorAll("[data-leftovers]").forEach(leftovers);
  };
  every(document);
  document.addEventListener("htmx:load", (event) => every(event.target));
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (form) keep(form);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.requestConfig?.elt;  // once swapped away, the form is no longer the event's own element
    if (form?.matches?.("form[data-draft]") && event.detail.xhr.status && event.detail.xhr.status < 300) forget(form.dataset.draft);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-forgets-drafts]")) forget("");
    if (event.target.matches("form[data-draft]:not([hx-post])") && !event.defaultPrevented) sessionStorage.setItem(SENT, event.target.dataset.draft);
  });
})();
