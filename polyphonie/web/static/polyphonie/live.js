// Live pages. The stream says only the *name* of what changed; each page asks again for its own fragment.
// <div data-live="/gatherings/3/events" data-since="12" data-poll="/gatherings/3/since/"> around the regions,
// which listen with hx-trigger="StepOpened from:body". After two failures the page asks every few seconds instead.
(() => {
  const root = document.querySelector("[data-live]");
  if (!root) return;
  let last = Number(root.dataset.since), failures = 0, source = null, polling = null, alive = Date.now();

  const tell = (seq, name) => {
    if (seq <= last) return;
    last = seq;
    document.body.dispatchEvent(new CustomEvent(name));
    document.body.dispatchEvent(new CustomEvent("Changed"));
  };
  const heard = () => { alive = Date.now(); failures = 0; document.body.classList.remove("offline"); };

  const listen = () => {
    source = new EventSource(`${root.dataset.live}?since=${last}`);
    source.onopen = heard;
    source.addEventListener("fact", (event) => { heard(); tell(Number(event.lastEventId), event.data); });
    source.addEventListener("ping", heard);
    source.addEventListener("gone", () => { source.close(); location.reload(); });
    source.onerror = () => {
      failures += 1;
      if (failures >= 2 || source.readyState === EventSource.CLOSED) { source.close(); poll(); }
    };
  };
  const poll = () => {
    if (polling) return;
    const ask = async () => {
      try {
        const answer = await fetch(`${root.dataset.poll}?n=${last}`,
          { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(15000) });
        if (answer.status === 404) return location.reload();
        for (const [seq, name] of (await answer.json()).facts) tell(seq, name);
        heard();
      } catch { document.body.classList.add("offline"); }
      polling = setTimeout(ask, 2500 + Math.random() * 1500);
    };
    polling = setTimeout(ask, 300);
  };
  // A proxy that swallows streams never fails: no byte for 45 seconds is a failure too.
  setInterval(() => { if (!polling && Date.now() - alive > 45000) { source.close(); poll(); } }, 5000);
  // A region that could not be read asks again: the fact that called it will not be told twice.
  const again = ({ detail: { requestConfig: asked, elt, xhr } }) => {
    const name = asked?.verb === "get" && asked.triggeringEvent?.type;
    if (!name || !elt.hasAttribute("hx-trigger") || xhr.status >= 400 && xhr.status < 500) return;
    setTimeout(() => document.body.dispatchEvent(new CustomEvent(name)), 1500 + Math.random() * 1500);
  };
  for (const failed of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) document.addEventListener(failed, again);
  addEventListener("online", () => document.body.dispatchEvent(new CustomEvent("Changed")));
  window.EventSource ? listen() : poll();
})();
