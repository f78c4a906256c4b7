// Sending on a bad network: the words stay in the form, the page says so, and the same sending is tried again.
// The key in the form makes the second try count once.
(() => {
  const note = () => document.getElementById("message");
  const tries = new WeakMap();

  document.addEventListener("htmx:sendError", (event) => {
    const form = event.detail.elt;
    if (!form.matches("form")) return;
    note().textContent = document.body.dataset.offline;
    note().className = "notice notice-alert";
    const count = (tries.get(form) || 0) + 1;
    tries.set(form, count);
    if (count < 30) setTimeout(() => form.isConnected && form.requestSubmit(), 1500 * Math.min(count, 6) + Math.random() * 1500);
  });
  document.addEventListener("htmx:afterOnLoad", (event) => {
    const form = event.detail.requestConfig.elt;  // it may be swapped away by now
    if (form.matches("form") && event.detail.xhr.status < 300) {
      tries.delete(form);
      note().textContent = "";
      note().className = "";
    }
  });
  // Without htmx a form goes as forms do; a second press of the button sends nothing more.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    if (!form.hasAttribute("hx-post")) form.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((f) => delete f.dataset.sent));
})();
