// Where the reader is, and how that place is kept. Sections far from the window have no layout,
// and asking where something in them is would make it: only sections are measured, then the
// entries of the one at the window's top.
const tools = byId("tools");
const boxOf = (entry) => entry.element.getBoundingClientRect();
const isSticky = () => getComputedStyle(tools).position === "sticky";
const ceiling = () => Math.max(0, isSticky() ? tools.getBoundingClientRect().bottom : 0);
const isInWindow = (entry) => {
  const box = boxOf(entry);
  return entry.shown && box.bottom > ceiling() && box.top < innerHeight;
};

// The first of a list that holds; all after it hold too.
function firstOf(list, holds) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle])) high = middle;
    else low = middle + 1;
  }
  return list[low];
}
// The first entry shown that ends below a line of the window.
function firstBelow(line) {
  const visible = parts.filter((part) => part.members.some((entry) => entry.shown));
  const part = firstOf(visible, ({ element }) => element.getBoundingClientRect().bottom > line);
  if (!part) return null;
  const shown = part.members.filter((entry) => entry.shown);
  if (part.element.getBoundingClientRect().top > innerHeight) return shown[0];
  return firstOf(shown, (entry) => boxOf(entry).bottom > line) ?? shownAfter(shown.at(-1));
}
const shownAfter = (entry) => entries.find(({ at, shown }) => shown && at > entry.at) ?? null;
const shownBefore = (entry) => entries.findLast(({ at, shown }) => shown && at < entry.at) ?? null;

// The shown entries in the window and as much above and below it.
function nearWindow() {
  const near = [];
  let entry = firstBelow(-innerHeight);
  while (entry && near.length < 200 && boxOf(entry).top < 2 * innerHeight) {
    near.push(entry);
    entry = shownAfter(entry);
  }
  return near;
}

// The entry that the reader looks at and where its top is: the current one, or the topmost of which
// more than a line is seen.
const LINE = 24;
let place = { entry: null, top: null };
function remember() {
  const entry = current && isInWindow(current) ? current : firstBelow(ceiling() + LINE);
  const top = entry && boxOf(entry).top;
  place = { entry, top: entry && top < innerHeight ? top : null };
}

// Scrolls until an element's top stays where it is wanted: what comes near the window is only
// then laid out and moves what is below it.
let settling = 0, isSettling = false;
function settle(element, top) {
  const mine = ++settling;
  let still = 0, rounds = 0;
  isSettling = true;
  const round = () => {
    if (mine !== settling) return;
    const off = element.getBoundingClientRect().top - top(), before = scrollY;
    if (Math.abs(off) >= 1) scrollBy({ top: off, behavior: "instant" });
    still = Math.abs(off) < 1 || scrollY === before ? still + 1 : 0;
    if (still < 4 && ++rounds < 40) return requestAnimationFrame(round);
    isSettling = false;
    lookAround();
  };
  round();
}
for (const act of ["wheel", "touchstart", "pointerdown", "keydown"])
  addEventListener(act, () => { settling++; isSettling = false; }, { passive: true, capture: true });

const bringUp = (element) =>
  settle(element, () => parseFloat(getComputedStyle(element).scrollMarginTop));

// After what is shown has changed: the same entry in the same place, or the next that is left.
function restore({ entry, top }) {
  if (!entry || top === null) return lookSoon();
  // Where the tools do not stay in the window, what was clicked must not slip away.
  if (!isSticky() && tools.getBoundingClientRect().bottom > 0) return lookSoon();
  const kept = entry.shown ? entry : shownAfter(entry) ?? shownBefore(entry);
  if (kept) settle(kept.element, () => (kept === entry ? top : Math.max(top, ceiling())));
  else lookSoon();
}

let looking = 0;
function lookAround() {
  looking = 0;
  if (!isSettling) remember();
  highlight(asked, asked.words ? nearWindow() : []);
}
function lookSoon() {
  looking ||= requestAnimationFrame(lookAround);
}
addEventListener("scroll", lookSoon, { passive: true });
addEventListener("resize", lookSoon);
