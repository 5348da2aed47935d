// The timer of free writing: it counts quietly, ends once, and cannot be begun again for the same page.
const timer = document.querySelector("[data-timer]");
if (timer) {
  timer.querySelector("[data-without]").hidden = true;
  const begin = timer.querySelector("[data-start]");
  const clock = timer.querySelector("[data-clock]");
  const place = timer.querySelector("[data-over-place]");
  const page = document.getElementById("writing");
  // The page's own name stays the same when it is loaded again as a draft.
  const name = () => `timer ${document.querySelector("#entry-number")?.value || timer.dataset.timer}`;
  let end = Number(sessionStorage.getItem(name())) || 0;

  const tick = () => {
    const left = Math.ceil((end - Date.now()) / 60000);
    sessionStorage.setItem(name(), String(end));
    if (left > 0) {
      const words = left === 1 ? timer.dataset.last : `${left} ${timer.dataset.left}`;
      if (clock.textContent !== words) clock.textContent = words;
      setTimeout(tick, Math.min(5000, end - Date.now()));
      return;
    }
    clock.hidden = true;
    place.replaceChildren(timer.querySelector("template").content.cloneNode(true));
  };
  const run = () => { begin.hidden = true; clock.hidden = false; tick(); };
  if (end) run();
  else {
    begin.hidden = false;
    begin.querySelector("button").addEventListener("click", () => {
      end = Date.now() + Math.min(Number(begin.querySelector("select").value), 20) * 60000;
      run();
      page.querySelector("textarea").focus();
    });
  }
}
