// Search in the words of either edition, in cites, headings and what is said of a change.
const HYPHENS = "[-\u2010-\u2015\u2212]";
// Where a section number ends: § 12.2 is neither in § 12.25 nor in §§ 12.2-1 and 12.2(a)-1, but in
// §§ 12.2-12.5.
const WHOLE = `(?!\\w|(?:\\(\\w+\\))*${HYPHENS}\\d+(?!\\d|\\.\\d))`;
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
      names: [element, ...element.querySelectorAll(".alias")].map(({ id }) => plain(id)),
    };
  }
  return entry.index;
}
// An address without what tells it from others of that name.
const plain = (id) => id.toLowerCase().replace(/^old-/, "").replace(/~\d+$/, "");

// The section of an address: § 12.2-1 has one that begins like those of § 12.2.
const HEADING = "--section-heading";
const sections = new Set([...document.querySelectorAll(`[id$="${HEADING}"], [id*="${HEADING}~"]`)]
  .map(({ id }) => plain(id).replace(HEADING, "")));
function sectionOf(address) {
  for (let name = address; name; name = name.replace(/-?[^-]*$/, ""))
    if (sections.has(name)) return name;
  return null;
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

// A section number with what follows it: labels, also while they are typed, or the rest of an
// address.
const CITE = new RegExp(`^(${SECTION_NUMBER})([\\w.-]*(?:\\s*\\([\\w-]*\\)?)*)$`, "i");

// What was typed: folded words, the pattern that finds them, and for a cite the address it means:
// "§ 12.2(b)", "12.2 (b)", "section 12.2-b" and "#12.2-b" are all 12.2-b. In an address a section
// number has no parentheses: that of § 1.401(a)(4)-1 is 1.401_a_4_-1.
function question(typed) {
  const said = fold(typed).trim();
  const bare = said.replace(/^(?:#|§+|sections?\b|secs?\.)\s*/, "");
  const cite = CITE.exec(bare), words = cite ? bare : said;
  const source = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/\s*\\\(/g, cite ? "\\s*\\(" : "$&")
    .replace(/ /g, "\\s+").replace(/'/g, "['‘’]").replace(/"/g, '["“”]').replace(/-/g, HYPHENS);
  const labels = cite?.[2].replace(/[\s)]/g, "").replace(/\(/g, "-").replace(/[-.]+$/, "");
  return {
    words,
    address: cite && cite[1].replace(/[^\w.-]+/g, "_") + labels,
    // § 12.2 is not in § 112.2.
    pattern: cite ? `(?<![\\w.])${source}${/\w$/.test(words) ? WHOLE : ""}` : source,
  };
}

// The entries that answer, or null where nothing is asked. A section of which the heading alone
// answers is there as a whole.
function answers(asked) {
  if (!asked.words) return null;
  const { words, address } = asked, pattern = new RegExp(asked.pattern, "i");
  const isIn = (text) => address ? pattern.test(text) : text.includes(words);
  const section = address && sectionOf(address);
  const isNamed = (name) =>
    (name === address || name.startsWith(address + "-")) && sectionOf(name) === section;
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
