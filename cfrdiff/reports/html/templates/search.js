// Search in the words of either edition, in cites, headings and what is said of a change.
const HYPHENS = "[-\u2010-\u2015\u2212]";
const fold = (text) => text.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"')
  .replace(new RegExp(HYPHENS, "g"), "-").replace(/\s+/g, " ");

// The words of a paragraph as each edition has them: a phrase may run over struck words.
function sides(root) {
  const older = [], newer = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    if (!node.parentElement.closest("ins")) older.push(node);
    if (!node.parentElement.closest("del")) newer.push(node);
  }
  return [older, newer];
}
const wordsOf = (nodes) => nodes.map((node) => node.data).join("");

// Of each entry once: its text in either edition, its head (label, kind, weight, categories), and
// its addresses.
function indexed(entry) {
  if (!entry.index) {
    const { element } = entry;
    const label = element.querySelector("h4").textContent + " ";
    const text = element.querySelector(".inline, .block-text");
    const readings = text.querySelector("ins, del") ? sides(text).map(wordsOf) : [text.textContent];
    const head = [...element.querySelectorAll("header > *")].map((one) => one.textContent);
    entry.index = {
      texts: [...readings.map((words) => fold(label + words)), fold(head.join(" "))],
      names: [element, ...element.querySelectorAll(".alias")].map((one) =>
        one.id.toLowerCase().replace(/^old-/, "").replace(/~\d+$/, "")),
    };
  }
  return entry.index;
}

// The first keystroke shall not wait for all of it.
const whenIdle = window.requestIdleCallback?.bind(window)
  ?? ((act) => setTimeout(() => act({ timeRemaining: () => 8 }), 50));
function indexAhead(from = 0) {
  whenIdle((spare) => {
    let at = from;
    while (at < entries.length && spare.timeRemaining() > 2) indexed(entries[at++]);
    if (at < entries.length) indexAhead(at);
  });
}

// What was typed: folded words, the pattern that finds them, and for a cite the address it means:
// "§ 12.2(b)", "12.2 (b)", "section 12.2-b" and "#12.2-b" are all 12.2-b.
function question(typed) {
  const said = fold(typed).trim();
  const bare = said.replace(/^(?:#|§+|sections?\b|secs?\.)\s*/, "");
  const isCite = /^\d+\.\d[\w.-]*(?:\s*\(\w*\)?)*$/.test(bare);
  const words = isCite ? bare : said;
  const source = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/\s*\\\(/g, isCite ? "\\s*\\(" : "$&")
    .replace(/ /g, "\\s+").replace(/'/g, "['‘’]").replace(/"/g, '["“”]').replace(/-/g, HYPHENS);
  return {
    words,
    address: isCite && bare.replace(/[\s)]/g, "").replace(/\(/g, "-").replace(/[-.]+$/, ""),
    // § 12.2 is neither in § 12.25 nor in § 112.2.
    pattern: isCite ? `(?<![\\w.])${source}${/\w$/.test(words) ? "(?!\\w)" : ""}` : source,
  };
}

// The entries that answer, or null where nothing is asked. A section of which the heading alone
// answers is there as a whole.
function answers(asked) {
  if (!asked.words) return null;
  const { words, address } = asked, pattern = new RegExp(asked.pattern, "i");
  const isIn = (text) => address ? pattern.test(text) : text.includes(words);
  const isNamed = (name) => name === address || name.startsWith(address + "-");
  const found = new Set();
  for (const { heading, members } of parts) {
    const own = members.filter((entry) => {
      const { texts, names } = indexed(entry);
      return texts.some(isIn) || (address && names.some(isNamed));
    });
    const below = own.some(({ element }) => !element.classList.contains("heading"));
    const all = below || !isIn(fold(heading.textContent)) ? own : members;
    for (const entry of all) found.add(entry);
  }
  return found;
}

function rangesIn(nodes, pattern) {
  const ranges = [], starts = [];
  let length = 0;
  for (const node of nodes) {
    starts.push(length);
    length += node.data.length;
  }
  for (const { 0: match, index } of wordsOf(nodes).matchAll(pattern))
    nodes.forEach((node, i) => {
      const from = Math.max(index - starts[i], 0);
      const to = Math.min(index + match.length - starts[i], node.data.length);
      if (from >= to) return;
      const range = new Range();
      range.setStart(node, from);
      range.setEnd(node, to);
      ranges.push(range);
    });
  return ranges;
}

// Marks what was found in these entries, which are those near the window.
function highlight(asked, near) {
  if (!CSS.highlights) return;
  CSS.highlights.delete("found");
  if (!asked.words) return;
  const pattern = new RegExp(asked.pattern, "gi"), ranges = [];
  const roots = near.flatMap(({ element }) =>
    [...element.querySelectorAll("header > *, .inline, .block-text, .column p")]);
  for (const root of [...new Set(near.map(({ part }) => part.heading)), ...roots])
    for (const nodes of sides(root)) ranges.push(...rangesIn(nodes, pattern));
  CSS.highlights.set("found", new Highlight(...ranges));
}
