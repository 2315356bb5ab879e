// @ts-check
// Shows the practices that the address names (`?p=one&p=two`) side by side, and keeps the address in step.

/** @typedef {{ id: string, title: string, address: string, lang: string, cells: string[][] }} Column */

const LEAST = 2;

const place = document.querySelector("[data-compare]");
const form = document.querySelector(".compare__choice");
const table = document.querySelector(".compare__table");
if (place instanceof HTMLElement && form instanceof HTMLFormElement && table instanceof HTMLTableElement) {
  start(place, form, table);
}

/** @param {HTMLElement} place @param {HTMLFormElement} form @param {HTMLTableElement} table */
function start(place, form, table) {
  const most = Number(place.dataset.most);
  const said = form.querySelector("[data-said]");
  const boxes = [...form.querySelectorAll("input")];
  /** @type {Promise<Column[]> | undefined} */
  let loading;
  /** @returns {Promise<Column[]>} */
  const columns = () => (loading ??= fetch(place.dataset.compare ?? "").then((answer) => answer.json()));

  const asked = new URLSearchParams(location.search).getAll("p").flatMap((ids) => ids.split(","));
  const known = boxes.map((box) => box.value);
  let chosen = [...new Set(asked)].filter((id) => known.includes(id)).slice(0, most);
  if (!chosen.length) chosen = known.slice(0, most);
  chosen = [...new Set([...chosen, ...known])].slice(0, Math.max(chosen.length, LEAST));
  // The page comes with the first ones side by side: they are not put there again, under somebody's focus.
  let shown = known.slice(0, most).join();

  const show = async () => {
    for (const box of boxes) {
      box.checked = chosen.includes(box.value);
      const last = box.checked ? chosen.length <= LEAST : chosen.length >= most;
      box.setAttribute("aria-disabled", String(last));
    }
    if (said) said.textContent = "";
    if (chosen.join() === shown) return;
    table.setAttribute("aria-busy", "true");
    try {
      const all = await columns();
      fill(place, table, chosen.flatMap((id) => all.filter((column) => column.id === id)));
      shown = chosen.join();
    } catch {
      loading = undefined;
      if (said) said.textContent = place.dataset.failed ?? "";
    }
    table.removeAttribute("aria-busy");
  };

  form.addEventListener("change", (event) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const { value, checked } = event.target;
    const next = checked ? [...chosen, value] : chosen.filter((id) => id !== value);
    if (next.length < LEAST || next.length > most) {
      event.target.checked = !checked;
      if (said) said.textContent = form.querySelector("legend")?.textContent ?? "";
      return;
    }
    chosen = next;
    const query = new URLSearchParams(chosen.map((id) => ["p", id]));
    history.replaceState(null, "", `?${query}`);
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}

/** @param {HTMLElement} place @param {HTMLTableElement} table @param {Column[]} columns */
function fill(place, table, columns) {
  const [head, ...rows] = table.rows;
  replace(head, columns, (column) => {
    const cell = document.createElement("th");
    cell.scope = "col";
    const link = document.createElement("a");
    link.href = `${place.dataset.up}${column.address}`;
    link.textContent = column.title;
    cell.append(link);
    return cell;
  });
  rows.forEach((row, n) => replace(row, columns, (column) => {
    const cell = document.createElement("td");
    cell.append(...told(column.cells[n], place.dataset.notTold ?? ""));
    return cell;
  }));
}

/** @param {HTMLTableRowElement} row @param {Column[]} columns @param {(column: Column) => HTMLElement} make */
function replace(row, columns, make) {
  while (row.cells.length > 1) row.deleteCell(1);
  for (const column of columns) {
    const cell = make(column);
    if (column.lang) cell.lang = column.lang;
    row.append(cell);
  }
}

/** @param {string[]} lines @param {string} notTold @returns {(Node | string)[]} */
function told(lines, notTold) {
  if (lines.length === 1) return [lines[0]];
  const made = document.createElement(lines.length ? "ul" : "span");
  if (!lines.length) {
    made.className = "quiet";
    made.textContent = notTold;
  }
  for (const line of lines) {
    const item = document.createElement("li");
    item.textContent = line;
    made.append(item);
  }
  return [made];
}
