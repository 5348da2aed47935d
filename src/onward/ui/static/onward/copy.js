// Copies what stands in a field. The buttons are shown only where a script can work; also those that htmx brings.
const ready = (root) => {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy]")) button.hidden = false;
};
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
  button.textContent = button.dataset.done;
});
document.addEventListener("htmx:load", (event) => ready(event.detail.elt));
ready(document);
