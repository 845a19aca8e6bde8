// Steps through the changes, addresses and keys. Without scripts the report is all there.
let links = null, marked = [];
function mark(entry) {
  for (const old of marked) old.removeAttribute("aria-current");
  current = entry;
  marked = [];
  if (!entry) return;
  links ??= new Map([...document.querySelectorAll("nav a[href^='#']")]
    .map((link) => [link.getAttribute("href").slice(1), link]));
  const link = links.get(entry.element.id) ?? links.get(entry.part.element.id);
  marked = [entry.element, link].filter(Boolean);
  for (const one of marked) one.setAttribute("aria-current", "true");
  if (!link) return;
  openBranch(entry.part.branch?.querySelector("details"));
  const nav = link.closest("nav"), at = link.getBoundingClientRect();
  const frame = nav.getBoundingClientRect();
  if (at.height && (at.top < frame.top || at.bottom > Math.min(frame.bottom, innerHeight)))
    nav.scrollTop += at.top - frame.top - frame.height / 3;
}
// The tree shows the branch of the current entry, and folds again what it unfolded for another.
let unfolded = null;
function openBranch(branch) {
  if (branch === unfolded) return;
  if (unfolded) unfolded.open = false;
  unfolded = branch && !branch.open ? branch : null;
  if (branch) branch.open = true;
}

let ended = 0; // the direction in which the last step found nothing
function step(by, focus = true) {
  const told = entries.filter((entry) => entry.told && entry.shown);
  if (!told.length) return notify("No change is among what is shown.");
  const stays = current && (!current.shown || isInWindow(current));
  if (!stays) remember();
  const from = stays ? current : place.entry;
  // From where the reader is: a change of which the beginning is above the window is past.
  const isCut = !stays && place.top !== null && place.top < ceiling() - 1;
  const goes = by > 0
    ? told.find(({ at }) => from && (at > from.at || (at === from.at && !stays && !isCut)))
    : told.findLast(({ at }) => !from || at < from.at || (at === from.at && isCut));
  if (!goes && ended !== by) {
    ended = by;
    return notify(by > 0
      ? "No further change. Once more goes on from the first."
      : "No change before this one. Once more goes on from the last.");
  }
  ended = 0;
  const entry = goes ?? told.at(by > 0 ? 0 : -1);
  mark(entry);
  if (focus) entry.element.focus({ preventScroll: true });
  bringUp(entry.element);
  tally = `${told.indexOf(entry) + 1} of ${plural(told.length, "change", "changes")}`;
  say(tally);
  history.replaceState(null, "", "#" + entry.element.id); // last: some browsers limit it
}
// A button pressed by key keeps the focus, to be pressed again.
const byButton = (by) => (event) => step(by, event.detail > 0);

// What an address leads to: its paragraph, what only the older edition has under it, or the
// nearest thing above it that there is.
function target(address) {
  const exact = byId(address);
  if (exact) return { element: exact };
  const older = byId("old-" + address) ?? byId(address + "--section-heading")
    ?? document.querySelector(`[id^="old-${CSS.escape(address)}-"]`)?.closest(".part");
  if (older)
    return { element: older, note: `The newer edition has no #${address}; the older one’s is shown.` };
  const above = address.replace(/[-~][^-~]*$/, "");
  const near = above !== address && above !== "old" ? target(above) : {};
  return {
    element: near.element,
    note: `Neither edition has #${address}${near.element ? "; the nearest above it is shown" : ""}.`,
  };
}
function goTo() {
  let address = location.hash.slice(1);
  try { address = decodeURIComponent(address); } catch { /* as it is */ }
  if (!address) return;
  const { element, note } = target(address);
  const notes = note ? [note] : [];
  if (element) {
    const article = element.closest(".entry"), entry = entryOf.get(article) ?? null;
    const hidden = (article ?? element).closest("[hidden]");
    if (hidden) {
      const whole = parts.find((part) => part.element === element);
      for (const one of whole?.members ?? [entry]) if (one) revealed.add(one);
      apply();
      notes.push(`It does not fit the filters or the search; ${whole ? "the section" : "this paragraph"}`
        + " is shown all the same.");
    }
    mark(entry);
    entry?.element.focus({ preventScroll: true });
    bringUp(article ?? element);
  }
  if (notes.length) notify(notes.join(" "));
  else say(tally);
}

search.addEventListener("input", refilter);
only.addEventListener("change", refilter);
for (const { choices } of facets)
  for (const { box } of choices) box.addEventListener("change", refilter);
for (const view of ["view-inline", "view-sides"])
  byId(view).addEventListener("change", () => restore(place));
byId("clear").addEventListener("click", showEverything);
byId("clear-too").addEventListener("click", () => { showEverything(); search.focus(); });
byId("next").addEventListener("click", byButton(1));
byId("previous").addEventListener("click", byButton(-1));
addEventListener("hashchange", goTo);
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#']");
  if (link && link.hash === location.hash) goTo(); // of which the browser tells nothing
});

const KEYS = {
  n: () => step(1),
  p: () => step(-1),
  "/": () => { search.focus(); search.select(); },
  v: () => (byId("view-sides").checked ? byId("view-inline") : byId("view-sides")).click(),
};
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.target === search) {
    if (event.key === "Escape") { search.value = ""; refilter(); search.blur(); }
    if (event.key === "Enter") {
      remember();
      const first = place.top === null ? entries.find(({ shown }) => shown) : place.entry;
      if (first) { mark(first); first.element.focus({ preventScroll: true }); bringUp(first.element); }
    }
    return;
  }
  if (!byId("keys").checked || event.target.closest?.("input:not([type=checkbox], [type=radio])")) return;
  if (Object.hasOwn(KEYS, event.key)) { event.preventDefault(); KEYS[event.key](); }
});

if (matchMedia("(max-width: 62rem)").matches) byId("contents").open = false;
// What is gone to must not lie under the tools, however many lines they take.
new ResizeObserver(() => page.style.setProperty(
  "--tools", `${tools.offsetHeight + 8}px`)).observe(tools);
// The way from change to change is offered where there is text to go through.
new IntersectionObserver(
  ([{ isIntersecting }]) => page.classList.toggle("in-text", isIntersecting),
  { rootMargin: "0px 0px -30% 0px" },
).observe(byId("text"));
for (const live of document.querySelectorAll(".live")) live.hidden = false;
apply();
goTo();
lookSoon();
indexAhead();
