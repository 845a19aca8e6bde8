// What is shown: what fits every filter and the search, and what was gone to all the same.
const search = byId("search"), only = byId("changes-only");
const facets = [...document.querySelectorAll("fieldset[data-facet]")].map((set) => ({
  name: set.dataset.facet,
  choices: [...set.querySelectorAll("label")].map((label) => ({
    label,
    box: label.querySelector("input"),
    count: label.querySelector(".count"),
  })),
}));
for (const entry of entries)
  entry.values = facets.map(({ name }) =>
    (entry.element.dataset[name] ?? "").split(" ").filter(Boolean));
const revealed = new Set();
let asked = question("");

// The tree of a large part takes the browser as long as the text: it follows in the next frame.
let painting = 0;
function afterPaint(act) {
  painting ||= requestAnimationFrame(() => setTimeout(() => { painting = 0; act(); }));
}
function pruneTree() {
  for (const { element, branch } of parts) if (branch) branch.hidden = element.hidden;
}

function apply() {
  asked = question(search.value);
  const found = answers(asked);
  const chosen = facets.map(({ choices }) =>
    new Set(choices.filter(({ box }) => box.checked).map(({ box }) => box.value)));
  const counts = facets.map(() => new Map());
  let shown = 0, told = 0;
  for (const { element, members, branch } of parts) {
    let some = 0;
    for (const entry of members) {
      const open = (!found || found.has(entry)) && (!only.checked || entry.told);
      const failed = chosen.map((values, i) =>
        values.size > 0 && !entry.values[i].some((value) => values.has(value)));
      const failures = failed.filter(Boolean).length;
      // A choice counts what it would show, were it the only one of its group.
      if (open) counts.forEach((count, i) => {
        if (failures - failed[i] === 0)
          for (const value of entry.values[i]) count.set(value, (count.get(value) ?? 0) + 1);
      });
      entry.shown = (open && !failures) || revealed.has(entry);
      some += entry.shown;
      told += entry.shown && entry.told;
    }
    shown += some;
    element.hidden = members.length > 0 && !some;
    // A section without a match goes as a whole; its paragraphs need not be touched.
    if (some) for (const entry of members)
      if (entry.element.hidden === entry.shown) entry.element.hidden = !entry.shown;
  }
  facets.forEach(({ choices }, i) => {
    for (const { label, box, count } of choices) {
      const number = counts[i].get(box.value) ?? 0;
      count.textContent = number;
      label.classList.toggle("empty", !number);
    }
  });
  byId("nothing").hidden = shown > 0;
  afterPaint(pruneTree);
  const changes = plural(told, "change", "changes");
  tally = shown === entries.length
    ? changes
    : `${shown} of ${plural(entries.length, "paragraph", "paragraphs")}, ${changes}`;
  say(tally);
}

// The reader chose something else to be shown.
function refilter() {
  const kept = place;
  revealed.clear();
  apply();
  restore(kept);
}

function showEverything() {
  search.value = "";
  only.checked = false;
  for (const { choices } of facets) for (const { box } of choices) box.checked = false;
  refilter();
}
