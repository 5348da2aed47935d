// Makes the frame of a mail as high as the mail, so that only the page scrolls. Nothing runs inside the frame.
for (const frame of document.querySelectorAll("iframe[data-fit]")) {
  const fit = () => {
    const inside = frame.contentDocument?.documentElement;
    if (inside) frame.height = Math.min(Math.max(inside.scrollHeight, 120) + 4, 20000);
  };
  frame.addEventListener("load", fit);
  addEventListener("resize", fit);
  fit();
}
