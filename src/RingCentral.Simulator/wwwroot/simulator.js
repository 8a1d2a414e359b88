"use strict";
// The control page works without this. With it, the parts that change are fetched again every two seconds,
// but never under somebody's hands.
(() => {
  const parts = document.querySelectorAll("[data-live]");
  if (parts.length === 0) {
    return;
  }

  const note = document.createElement("p");
  note.className = "live";
  note.setAttribute("role", "status");
  note.textContent = "Live";
  document.querySelector(".masthead .wrap").append(note);

  async function refresh() {
    if (document.hidden) {
      return;
    }

    try {
      const answer = await fetch("/_control", { headers: { accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of parts) {
        const next = fresh.querySelector(`[data-live="${part.dataset.live}"]`);
        if (next && !part.contains(document.activeElement) && next.innerHTML !== part.innerHTML) {
          part.replaceChildren(...next.childNodes);
        }
      }

      if (note.textContent !== "Live") {
        note.textContent = "Live";
      }
    } catch {
      if (note.textContent === "Live") {
        note.textContent = `Not live since ${new Date().toLocaleTimeString()}`;
      }
    }
  }

  setInterval(refresh, 2000);
})();
