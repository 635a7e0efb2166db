// On a kiosk: ask in time whether somebody is there, keep what is typed, and spare a page for every key.
// Without this script a page of its own asks, and every key is a press of its own.
(() => {
  const box = document.getElementById("still-there");
  if (!box) return;
  const { quiet, warning, stay, over, token } = box.dataset;
  let timer;
  let told = Date.now();

  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(warn, quiet * 1000);
  };
  const warn = () => {
    box.showModal();
    timer = setTimeout(() => location.replace(over), warning * 1000);
  };
  const tell = () => {
    told = Date.now();
    fetch(stay, { method: "POST", headers: { "X-CSRFToken": token } });
  };

  for (const kind of ["keydown", "pointerdown"]) {
    document.addEventListener(kind, () => {
      if (box.open) return;
      wait();
      if (Date.now() - told > (quiet * 1000) / 2) tell();
    });
  }
  box.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    box.close();
  });
  box.addEventListener("close", () => {
    tell();
    wait();
  });
  document.addEventListener("click", (event) => {
    const key = event.target.closest("button[name=key]");
    if (!key) return;
    event.preventDefault();
    const typed = document.getElementById("typed");
    typed.value = key.value === "back" ? typed.value.slice(0, -1) : typed.value + key.value;
  });
  const print = document.getElementById("print");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  wait();
})();
