// Keeps a page of the dashboard up to date: told that there is something new, it fetches the page again and exchanges only the parts that differ, so that nothing flickers or jumps.
// When it is no longer told, it says since when.
const silence = 15_000;
const sign = document.querySelector("[data-live-sign]");
const word = sign?.querySelector("[data-live-word]");
let heard = Date.now();
let fetching = false;

if (sign) {
  const source = new EventSource("/admin/live");
  source.addEventListener("open", () => hear());
  source.addEventListener("beat", () => hear());
  source.addEventListener("changed", () => { hear(); refresh(); });
  setInterval(() => { if (Date.now() - heard > silence) { lose(); } }, 1_000);
}

function hear() {
  heard = Date.now();
  sign.dataset.state = "healthy";
  word.textContent = "Live · updated";
  sign.querySelector("[data-live-reload]").hidden = true;
}

function lose() {
  sign.dataset.state = "at-risk";
  word.textContent = "Not live since";
  sign.querySelector("[data-live-reload]").hidden = false;
}

async function refresh() {
  if (fetching || document.hidden) {
    return;
  }

  fetching = true;
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" }, redirect: "manual" });
    if (answer.ok) {
      exchange(new DOMParser().parseFromString(await answer.text(), "text/html"));
    }
  } catch {
    // The next event tries again; without one the page says that it is not live.
  } finally {
    fetching = false;
  }
}

function exchange(fresh) {
  for (const part of document.querySelectorAll("[data-live][id]")) {
    const next = fresh.getElementById(part.id);
    if (!next || part.dataset.was === next.outerHTML || part.contains(document.activeElement)) {
      continue;
    }

    const was = next.outerHTML;
    const open = [...part.querySelectorAll("details")].map(details => details.open);
    next.querySelectorAll("details").forEach((details, at) => { details.open = open[at] ?? false; });
    next.dataset.was = was;
    part.replaceWith(next);
  }
}

// The slash leads to the search, arrows go through the rows of a list.
document.addEventListener("keydown", event => {
  const field = event.target.closest("input, select, textarea, [contenteditable]");
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }

  if (event.key === "/" && !field) {
    const search = document.querySelector("input[type=search]");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (!field || field.type === "search")) {
    const rows = [...document.querySelectorAll("[data-row]")];
    const at = rows.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (rows.length > 0 && at >= 0 && at < rows.length) {
      event.preventDefault();
      rows[at].focus();
    }
  }
});

// All rows of a page are ticked at once, and how many are ticked is told.
const all = document.querySelector("[data-pick-all]");
if (all) {
  const boxes = [...document.querySelectorAll("input[name=ids]")];
  const box = all.querySelector("input");
  const told = all.querySelector("b");
  const count = () => {
    const picked = boxes.filter(one => one.checked).length;
    told.textContent = `${picked} selected`;
    box.checked = picked === boxes.length;
    box.indeterminate = picked > 0 && picked < boxes.length;
  };
  box.addEventListener("change", () => { boxes.forEach(one => { one.checked = box.checked; }); count(); });
  boxes.forEach(one => one.addEventListener("change", count));
  all.hidden = false;
  count();
}

// A link can be copied by a button where the browser lets scripts do so.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.parentElement.querySelector("input").value);
    button.textContent = "Copied";
  });
}
