"use strict";
// Filters, search and steps through the changes. Without this file the report is all there.
(() => {
  const byId = (id) => document.getElementById(id);
  const entries = [...document.querySelectorAll(".entry")];
  const parts = [...document.querySelectorAll(".part")].map((part) => ({
    part,
    entries: [...part.querySelectorAll(".entry")],
    link: document.querySelector(`nav li[data-section="${CSS.escape(part.id)}"]`),
  }));
  const facets = [...document.querySelectorAll("fieldset[data-facet]")].map((set) => ({
    name: set.dataset.facet,
    boxes: [...set.querySelectorAll("input")],
  }));
  const search = byId("search"), only = byId("changes-only"), status = byId("status");
  let current = null;

  // The words of a paragraph as each edition has them: a phrase may run over struck words.
  const sides = new Map();
  function pieces(entry) {
    const found = { older: [], newer: [] };
    const walker = document.createTreeWalker(
      entry.querySelector(".inline, .block-text"), NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
      if (!node.parentElement.closest("ins")) found.older.push(node);
      if (!node.parentElement.closest("del")) found.newer.push(node);
    }
    return found;
  }
  const fold = (text) => text.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
  function texts(entry) {
    if (!sides.has(entry)) {
      const label = entry.querySelector("h4").textContent + " ";
      const read = (nodes) => fold(label + nodes.map((node) => node.data).join(""));
      sides.set(entry, entry.classList.contains("two") || entry.classList.contains("block")
        ? Object.values(pieces(entry)).map(read)
        : [fold(label + entry.querySelector(".inline").textContent)]);
    }
    return sides.get(entry);
  }

  const isShown = (entry) => !entry.hidden && !entry.closest(".part").hidden;

  function highlight(wanted) {
    if (!("highlights" in CSS)) return;
    CSS.highlights.delete("found");
    if (!wanted) return;
    const ranges = [];
    for (const entry of entries) {
      if (!isShown(entry)) continue;
      for (const nodes of Object.values(pieces(entry))) {
        const text = fold(nodes.map((node) => node.data).join(""));
        for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
          let start = 0;
          for (const node of nodes) {
            const from = Math.max(at - start, 0);
            const to = Math.min(at + wanted.length - start, node.data.length);
            if (from < to) {
              const range = new Range();
              range.setStart(node, from);
              range.setEnd(node, to);
              ranges.push(range);
            }
            start += node.data.length;
            if (start >= at + wanted.length) break;
          }
        }
      }
      if (ranges.length > 2000) break;
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  }

  function apply() {
    const wanted = fold(search.value.trim());
    const chosen = facets
      .map(({ name, boxes }) => [name, new Set(boxes.filter((b) => b.checked).map((b) => b.value))])
      .filter(([, values]) => values.size);
    let shown = 0, told = 0;
    for (const { part, entries: members, link } of parts) {
      const fitting = members.map(
        (entry) =>
          (!only.checked || entry.classList.contains("told")) &&
          chosen.every(([name, values]) =>
            entry.dataset[name].split(" ").some((value) => values.has(value))) &&
          (!wanted || texts(entry).some((text) => text.includes(wanted))));
      const some = fitting.filter(Boolean).length;
      // A section without a match goes as a whole; its paragraphs need not be touched.
      part.hidden = members.length > 0 && !some;
      if (some) members.forEach((entry, i) => {
        if (entry.hidden === fitting[i]) entry.hidden = !fitting[i];
        told += fitting[i] && entry.classList.contains("told");
      });
      if (link) link.hidden = part.hidden;
      shown += some;
    }
    byId("nothing").hidden = shown > 0;
    highlight(wanted);
    status.textContent = shown === entries.length
      ? `${told} ${told === 1 ? "change" : "changes"}`
      : `${shown} of ${entries.length} paragraphs, ${told} ${told === 1 ? "change" : "changes"}`;
  }

  function clear() {
    search.value = "";
    only.checked = false;
    for (const { boxes } of facets) for (const box of boxes) box.checked = false;
    apply();
  }

  function mark(entry) {
    for (const old of document.querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
    current = entry;
    if (!entry) return;
    entry.setAttribute("aria-current", "true");
    const link = document.querySelector(`nav a[href="#${CSS.escape(entry.id)}"]`);
    if (link) {
      link.setAttribute("aria-current", "true");
      const nav = link.closest("nav"), place = link.getBoundingClientRect();
      const frame = nav.getBoundingClientRect();
      if (place.height && (place.top < frame.top || place.bottom > frame.bottom))
        nav.scrollTop += place.top - frame.top - frame.height / 3;
    }
  }

  function step(by) {
    const told = entries.filter((entry) => entry.classList.contains("told") && isShown(entry));
    if (!told.length) return;
    let at = told.indexOf(current);
    if (at < 0) {
      // From where the reader is: the first change below the top of the window.
      const below = told.findIndex((entry) => entry.getBoundingClientRect().top > 0);
      at = by > 0 ? (below < 0 ? 0 : below) : (below < 0 ? told.length : below) - 1;
    } else at += by;
    at = (at + told.length) % told.length;
    const entry = told[at];
    history.replaceState(null, "", "#" + entry.id);
    mark(entry);
    entry.focus({ preventScroll: true });
    entry.scrollIntoView({ block: "start" });
    status.textContent = `${at + 1} of ${told.length} ${told.length === 1 ? "change" : "changes"}`;
  }

  function goTo() {
    let target = null;
    try { target = byId(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    if (!target) return;
    const entry = target.closest(".entry");
    if ((entry || target).closest("[hidden]")) clear();
    mark(entry);
    (entry || target).scrollIntoView({ block: "start" });
  }

  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  only.addEventListener("change", apply);
  for (const { boxes } of facets) for (const box of boxes) box.addEventListener("change", apply);
  byId("clear").addEventListener("click", clear);
  byId("clear-too").addEventListener("click", clear);
  byId("next").addEventListener("click", () => step(1));
  byId("previous").addEventListener("click", () => step(-1));
  addEventListener("hashchange", goTo);
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !byId("keys").checked) return;
    if (event.target.closest?.("input[type=search]")) {
      if (event.key === "Escape") { search.value = ""; apply(); search.blur(); }
      return;
    }
    const keys = {
      n: () => step(1),
      p: () => step(-1),
      "/": () => search.focus(),
      v: () => (byId("view-sides").checked ? byId("view-inline") : byId("view-sides")).click(),
    };
    if (event.key in keys) { event.preventDefault(); keys[event.key](); }
  });

  if (matchMedia("(max-width: 62rem)").matches) byId("contents").open = false;
  // What is gone to must not lie under the tools, however many lines they take.
  const tools = byId("tools");
  new ResizeObserver(() => document.documentElement.style.setProperty(
    "--tools", `${tools.offsetHeight + 8}px`)).observe(tools);
  for (const live of document.querySelectorAll(".live")) live.hidden = false;
  apply();
  goTo();
})();
