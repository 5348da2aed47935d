// Lets mail files be dropped, names what was chosen, and says that they are being copied.
const form = document.getElementById("bring");
const zone = form?.querySelector("[data-drop]");
if (zone) {
  const input = zone.querySelector("input[type=file]");
  const list = zone.querySelector("[data-chosen]");
  const name = () => {
    list.replaceChildren(...[...input.files].map((file) => Object.assign(document.createElement("li"), { textContent: file.name })));
    list.hidden = input.files.length < 2;
  };
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("over"); });
  }
  zone.addEventListener("dragleave", (event) => { if (!zone.contains(event.relatedTarget)) zone.classList.remove("over"); });
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; name(); }
  });
  input.addEventListener("change", name);
  form.addEventListener("submit", () => {
    if (input.files.length) form.querySelector("[data-sending]").hidden = false;
  });
}
