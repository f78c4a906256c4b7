// Small behaviours of a page: focus that survives a swap, choices that open what goes with them, copying, choosing.
(() => {
  // A swap takes nothing from its reader: focus, opened details and unsent choices come back. A new step is read
  // from its heading, a refused form from its first mistake. Whoever was elsewhere on the page is left alone.
  const heading = () => document.querySelector("[data-focus]");
  const sign = (e) => [e.tagName, e.getAttribute("href"), e.name, e.type === "submit" && e.value, e.textContent.trim()].join("|");
  const changed = (select) => select.selectedIndex !== Math.max(0, [...select.options].findIndex((o) => o.defaultSelected));
  let had = null;
  document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
    const here = document.activeElement;
    had = {
      title: heading()?.textContent, nowhere: here === document.body, id: here.id, sign: sign(here),
      open: new Map([...target.querySelectorAll("details[id]")].map((d) => [d.id, d.open])),
      chosen: new Map([...target.querySelectorAll("select[id]")].filter(changed).map((s) => [s.id, s.value])),
    };
  });
  document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
    if (!had || heading()?.textContent !== had.title) return;
    for (const d of target.querySelectorAll("details[id]")) if (had.open.has(d.id)) d.open = had.open.get(d.id);
    for (const s of target.querySelectorAll("select[id]")) {
      const kept = had.chosen.get(s.id);
      if (kept && [...s.options].some((o) => o.value === kept)) s.value = kept;
    }
  });
  const back = ({ target: place }) => {
    if (!had || document.activeElement !== document.body) return;
    const moved = heading()?.textContent !== had.title;
    const wrong = place.querySelector("[aria-invalid=true]");
    const same = (had.id && document.getElementById(had.id))
      || [...place.querySelectorAll("a, button, summary, input, select, textarea")].find((e) => sign(e) === had.sign);
    if (had.nowhere && !moved && !wrong) return;
    (wrong || (!moved && same) || heading() || document.querySelector("h1"))?.focus({ preventScroll: !moved && !wrong });
  };
  // At once: a second swap that comes before the first has settled would find the focus nowhere, and leave it there.
  document.addEventListener("htmx:afterSwap", back);
  document.addEventListener("htmx:afterSettle", back);

  // <div data-when="stance=objection concern">: shown when the field has one of these values. Without script all is shown.
  const reveal = () => {
    for (const part of document.querySelectorAll("[data-when]")) {
      const [name, values] = part.dataset.when.split("=");
      const chosen = part.closest("form").querySelector(`[name="${name}"]:checked`);
      part.hidden = !(chosen && values.split(" ").includes(chosen.value));
    }
  };
  reveal();
  document.addEventListener("change", reveal);
  document.addEventListener("htmx:load", reveal);

  document.addEventListener("click", (event) => {
    const copy = event.target.closest("[data-copy]");
    if (copy) navigator.clipboard?.writeText(copy.dataset.copy).then(() => { copy.lastElementChild.textContent = copy.dataset.copied; });
    if (event.target.closest("[data-print]")) print();
  });
  // A region that somebody is typing in waits: their words matter more than our news.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const region = event.detail.elt;
    if (!region.matches?.("[data-patient]")) return;
    const typing = [...region.querySelectorAll("textarea, input[type=text]")].some((f) => f.value && f.value !== f.defaultValue);
    const news = ["Changed", "AnswerTakenBack"].includes(event.detail.requestConfig.triggeringEvent?.type);
    if (typing && news) event.preventDefault();
  });
})();
