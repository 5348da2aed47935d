// The review tray by keyboard: j and k move, a digit or a letter presses the button that is there for the mouse too.
const tray = document.querySelector("[data-tray]");
if (tray) {
  const items = [...tray.children];
  const bulk = document.getElementById("bulk");
  const chosen = bulk.querySelector("[data-selected]");
  const words = chosen.textContent;
  let at = Math.max(0, items.findIndex((item) => `#${item.id}` === location.hash));

  const go = (to, focus = true) => {
    items[at]?.removeAttribute("aria-current");
    at = Math.min(Math.max(to, 0), items.length - 1);
    items[at].setAttribute("aria-current", "true");
    // With the keys one moves from mail to mail: the choices are open where one is. By hand they are opened by hand.
    if (focus) items.forEach((item, place) => item.querySelector(".decide")?.toggleAttribute("open", place === at));
    if (focus) { items[at].focus({ preventScroll: true }); items[at].scrollIntoView({ block: "nearest" }); }
  };
  const tally = () => {
    const number = tray.querySelectorAll("[data-select]:checked").length;
    chosen.textContent = number ? `${words}: ${number}` : words;
    bulk.hidden = !number;
  };
  const press = (selector) => items[at].querySelector(selector)?.click();
  const keys = {
    j: () => go(at + 1),
    k: () => go(at - 1),
    n: () => press("[data-new]"),
    i: () => press("[data-aside]"),
    o: () => press("[data-open]"),
    x: () => press("[data-select]"),
    u: () => document.querySelector("#last-act form button")?.click(),
  };

  items.forEach((item, place) => {
    // After a decision the page comes back at the mail that follows.
    const after = items[place + 1] ?? items[place - 1];
    item.querySelector("[name=after]").value = after ? after.id.slice(1) : "";
    item.addEventListener("focusin", () => go(place, false));
  });
  tray.addEventListener("change", tally);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    const action = /^[1-9]$/.test(event.key) ? () => press(`[data-choice="${event.key}"]`) : keys[event.key];
    if (action) { event.preventDefault(); action(); }
  });
  tally();
  go(at, location.hash.startsWith("#q"));
}
