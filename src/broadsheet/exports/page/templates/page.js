"use strict";
{
const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);

function made(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Tables that sort and filter. Without this script they are whole, in their first order.

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;

function compare(one, other) {
  const [a, b] = [one, other].map((text) => (text === "" ? NaN : Number(text.replace(/,/g, ""))));
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  return order(one, other);
}

function sorts(table) {
  const body = table.tBodies[0];
  each("thead th", (head, column) => {
    const button = made("button", { type: "button" }, ...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      each("thead th", (other) => other.removeAttribute("aria-sort"), table);
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const text = (row) => row.cells[column].textContent.trim();
      const rows = [...body.rows].sort((a, b) => {
        const [one, other] = [text(a), text(b)];
        if (one === "" || other === "") return (one === "") - (other === "");
        return (down ? -1 : 1) * compare(one, other);
      });
      body.append(...rows);
    });
  }, table);
}

function filters(table) {
  const rows = [...table.tBodies[0].rows];
  if (rows.length < 6) return;
  const name = table.caption.textContent.trim();
  const where = table.closest(".scroll");
  const id = `filter-${filters.made = (filters.made ?? 0) + 1}`;
  const input = made("input", { type: "search", id, autocomplete: "off" });
  const status = made("span", { role: "status" });
  where.before(made("div", { class: "filter" }, made("label", { for: id }, "Filter", made("span", { class: "unseen" }, ` ${name} ${where.getAttribute("aria-label")}`)), input, status));
  input.addEventListener("input", () => {
    const sought = folded(input.value.trim());
    let shown = 0;
    for (const row of rows) {
      row.hidden = !folded(row.textContent).includes(sought);
      shown += !row.hidden;
    }
    status.textContent = sought ? `${shown} of ${rows.length} rows` : "";
  });
}

each("table.sorts", (table) => { sorts(table); filters(table); });

// Citations that can be copied.

each(".copy", (box) => {
  const code = box.querySelector("code"), status = made("span", { role: "status", class: "status" });
  const button = made("button", { type: "button", class: "plain-button" }, "Copy", made("span", { class: "unseen" }, ` the citation: ${box.querySelector("h3").textContent}`));
  box.querySelector("h3").after(button, " ", status);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      status.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(code);
      status.textContent = "Selected: copy it with your keyboard.";
    }
  });
});

// Texts that the reader holds: recognised by SHA-256, read here and nowhere else.

const known = JSON.parse(document.getElementById("known-texts").textContent);
const chooser = document.getElementById("own-texts");
const status = chooser.querySelector(".status");

async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function characters(bytes, { encoding, characters: length }) {
  const points = Array.from(new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes));
  if (points.length !== length) throw new Error(`it has ${points.length} characters, not ${length}`);
  return points;
}

function show(id, points) {
  each(`.spot[data-article="${CSS.escape(id)}"][data-start]`, (spot) => {
    if (spot.nextElementSibling?.matches("q.passage")) return;
    const passage = made("q", { class: "passage" });
    passage.textContent = points.slice(Number(spot.dataset.start), Number(spot.dataset.end)).join("");
    spot.after(passage);
  });
}

async function read(file) {
  const bytes = await file.arrayBuffer();
  const hash = await digest(bytes);
  const ids = Object.keys(known).filter((id) => known[id].sha256 === hash);
  ids.forEach((id) => show(id, characters(bytes, known[id])));
  return ids.length > 0;
}

async function readAll(files) {
  if (!globalThis.crypto?.subtle) return "This browser hashes files only on pages from https or from your own disk.";
  const strange = [];
  let found = 0;
  for (const file of files) {
    try {
      if (await read(file)) found += 1;
      else strange.push(`${file.name} is none of the texts of this page`);
    } catch (error) {
      strange.push(`${file.name} cannot be read: ${error.message}`);
    }
  }
  const told = found === 1 ? "1 text recognised; its passages are shown." : `${found} texts recognised; their passages are shown.`;
  return [found ? told : "No text recognised.", ...strange.slice(0, 5).map((each) => `${each}.`)].join(" ");
}

chooser.hidden = Object.keys(known).length === 0;
chooser.querySelector("input").addEventListener("change", async (event) => {
  status.textContent = "Reading …";
  status.textContent = await readAll(event.target.files);
});

// Print shows the numbers and the columns; the previews stay closed.

let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details.numbers:not([open]), details.columns-of:not([open])")];
  opened.forEach((details) => { details.open = true; });
});
addEventListener("afterprint", () => opened.forEach((details) => { details.open = false; }));
}
