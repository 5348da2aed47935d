// Saves a drawing of this page as PNG: the browser paints the SVG that the link leads to, nothing is sent anywhere.
const SHARPNESS = 2;
const painted = async (address) => {
  const text = await (await fetch(address)).text();
  const [, , width, height] = text.match(/viewBox="([^"]+)"/)[1].split(/[ ,]+/).map(Number);
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text.replace("<svg", `<svg width="${width * SHARPNESS}" height="${height * SHARPNESS}"`));
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * SHARPNESS;
  canvas.height = height * SHARPNESS;
  const paper = canvas.getContext("2d");
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
};
for (const button of document.querySelectorAll("[data-picture]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await painted(button.dataset.picture));
    link.download = button.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  });
}
