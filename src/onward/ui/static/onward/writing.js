// Pages to write in: what was typed is kept when one leaves, one question is shown at a time, examples fill a field.
// The page works without this file; keeping while one types is htmx's.
const writing = document.getElementById("writing");

for (const example of document.querySelectorAll("[data-fill]")) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: example.textContent });
  button.addEventListener("click", () => {
    const field = document.getElementById(example.dataset.fill);
    field.value = button.textContent;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
  example.replaceChildren(button);
}

if (writing) {
  const line = document.getElementById("saved");
  let typed = 0;
  let kept = 0;
  let asked = 0;
  const lost = () => {
    line.replaceChildren(Object.assign(document.createElement("span"), { role: "alert", textContent: writing.dataset.lost }));
  };
  const leave = () => {
    if (typed === kept) return;
    kept = typed;
    fetch(writing.action, { method: "POST", body: new URLSearchParams(new FormData(writing)), headers: { "HX-Request": "true" }, keepalive: true }).catch(() => { kept = -1; });
  };
  for (const kind of ["input", "change"]) writing.addEventListener(kind, () => { typed += 1; });
  writing.addEventListener("submit", () => { kept = typed; });
  writing.addEventListener("htmx:beforeRequest", () => { asked = typed; });
  writing.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) kept = Math.max(kept, asked);
    else lost();
  });
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") leave(); });

  const questions = [...writing.querySelectorAll("[data-question]")];
  const stepper = writing.querySelector(".stepper");
  if (stepper && questions.length > 2) {
    const said = stepper.querySelector("[role=status]");
    const previous = stepper.querySelector("[data-previous]");
    const next = stepper.querySelector("[data-next]");
    const done = writing.querySelector("button[value=finish]");
    let at = 0;
    const go = (to, focus) => {
      at = Math.min(Math.max(to, 0), questions.length - 1);
      questions.forEach((one, place) => one.toggleAttribute("data-now", place === at));
      previous.disabled = at === 0;
      const last = at === questions.length - 1;
      next.disabled = last;
      // One main button: on to the next question, and at the last one the end.
      next.classList.toggle("main", !last);
      done.classList.toggle("main", last);
      said.textContent = `${stepper.dataset.here} ${at + 1} ${stepper.dataset.of} ${questions.length}`;
      if (focus) {
        questions[at].querySelector("textarea, input").focus({ preventScroll: true });
        questions[at].scrollIntoView({ block: "start" });
      }
    };
    previous.addEventListener("click", () => go(at - 1, true));
    next.addEventListener("click", () => go(at + 1, true));
    stepper.querySelector("[data-all]").addEventListener("click", () => {
      writing.classList.remove("stepwise");
      stepper.hidden = true;
      done.classList.add("main");
    });
    stepper.hidden = false;
    writing.classList.add("stepwise");
    go(0, false);
  }
}
