// What can be shown or hidden: the sections, and in them paragraphs, headings, notes and tables.
const byId = (id) => document.getElementById(id);
const entries = [];
const parts = [...document.querySelectorAll(".part")].map((element) => {
  const part = {
    element,
    heading: element.querySelector("h3"),
    members: [],
    branch: document.querySelector(`nav li[data-section="${CSS.escape(element.id)}"]`),
  };
  for (const article of element.querySelectorAll(".entry")) {
    const entry = {
      element: article,
      part,
      at: entries.length,
      told: article.classList.contains("told"),
      shown: true,
    };
    entries.push(entry);
    part.members.push(entry);
  }
  return part;
});
const entryOf = new Map(entries.map((entry) => [entry.element, entry]));
let current = null; // the entry last stepped or gone to

const status = byId("status");
let tally = ""; // what the status says when there is nothing else to say
const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;
const page = document.documentElement;
function say(text) {
  page.classList.remove("noticed");
  status.textContent = text;
}
// What must be seen wherever the reader is; gone with the next thing done.
function notify(text) {
  say(text);
  page.classList.add("noticed");
}
for (const act of ["pointerdown", "keydown"])
  addEventListener(act, () => page.classList.contains("noticed") && say(tally), true);
