// The time left until a deadline that the server set. <time data-deadline="…" data-server="…" data-over="…">
// It counts from the server's clock; at the end it says so and takes nothing away.
(() => {
  const show = () => {
    for (const timer of document.querySelectorAll("time[data-deadline]")) {
      timer.drift ??= Date.now() - Date.parse(timer.dataset.server);
      const left = Math.ceil((Date.parse(timer.dataset.deadline) - Date.now() + timer.drift) / 1000);
      timer.classList.toggle("timer-over", left <= 0);
      const days = Math.floor(left / 86400);
      timer.textContent = left <= 0 ? timer.dataset.over
        : days > 1 ? `${days} ${timer.dataset.days}`
        : left >= 3600 ? `${Math.floor(left / 3600)} h ${String(Math.floor(left / 60) % 60).padStart(2, "0")}`
        : `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    }
  };
  show();
  setInterval(show, 1000);
  document.addEventListener("htmx:load", show);
})();
