// Compare two reports that a reader chooses, by the rules of site/comparison.py.

const [form, chosen, newest, skeleton] = document.querySelectorAll(".compare");
const words = form.dataset;
const fill = (text, values) => text.replace(/\{(\w*)\}/g, (_, name) => values[name]);
const make = (tag, values) => Object.assign(document.createElement(tag), values);
const note = (className, textContent) => make("p", { className, textContent });
const tell = ({ message }) => chosen.replaceChildren(note("notice", message));
const copy = () => form.b.replaceChildren(...form.a.cloneNode(true).children);
const without = (all, others) => all.filter((each) => !others.includes(each));
const allOf = (parts) => Object.values(parts).flat();

async function read(url, name) {
  const answer = await fetch(url).catch(() => 0);
  if (!answer.ok) throw Error(fill(words.failed, { name }));
  return answer.json();
}

// The page has the newest reports; older ones are looked up when they are asked for.
async function listAll() {
  const { reports } = await read(`${words.root}reports/index.json`, words.more);
  const options = reports.map(({ slug, date, title, url }) => {
    const when = date.slice(0, 10);
    const option = new Option(`${when} · ${title}`, slug);
    Object.assign(option.dataset, { when, url: words.root + url });
    return option;
  });
  form.a.replaceChildren(...options);
  copy();
}

async function find(select, slug) {
  select.value = slug;
  if (!select.value) await listAll();
  select.value = slug;
  if (!select.value) throw Error(fill(words.unknown, { name: slug }));
  const { url, when } = select.selectedOptions[0].dataset;
  return { ...(await read(url.replace(/[^/]*$/, "report.json"), when)), url, when };
}

function claimsOf({ briefing, details }) {
  const all = [...briefing.key_points, ...allOf(details)];
  return [...new Map(all.map((each) => [each.anchor, each])).values()];
}

// Words stand by their places, from 1; those of equal weight share one.
const keyOf = (text) => text.toLowerCase().replaceAll(" ", "-");

function placesOf({ terms }) {
  const places = new Map();
  let place;
  terms.forEach(({ term, weight }, index) => {
    if (weight !== terms[index - 1]?.weight) place = index + 1;
    const key = keyOf(term);
    if (!places.has(key)) places.set(key, place);
  });
  return places;
}

function moveOf(earlier, later) {
  const [low, high] = earlier < later ? [earlier, later] : [later, earlier];
  if (high - low < 3 || high < low * 1.5) return "";
  return later < earlier ? words.heavier : words.lighter;
}

// A word has one colour in every cloud: by its CRC-32.
function colorOf(text) {
  let rest = -1;
  for (const byte of new TextEncoder().encode(text)) {
    rest ^= byte;
    for (let bit = 8; bit--; ) rest = (rest >>> 1) ^ (0xedb88320 & -(rest & 1));
  }
  return (~rest >>> 0) % 6;
}

function compare(one, other) {
  const [before, after] = [one, other].map(claimsOf);
  const [known, named] = [one, other].map(({ entities }) => entities.map(({ name }) => name));
  const shared = without(named, without(named, known));
  const isSame = (a, b) =>
    a.anchor === b.anchor ||
    a.evidence.some((id) => b.evidence.includes(id)) ||
    (a.since && a.since === b.since &&
      shared.some((name) => a.text.includes(name) && b.text.includes(name)));
  const same = (claim, claims) => claims.find((each) => isSame(claim, each));
  const first = (one.window?.start ?? one.date).slice(0, 10);
  const kept = after.filter(
    (each) => same(each, before) || (first <= each.since && each.since <= one.date.slice(0, 10)),
  );

  // Its places are filled in the order of the page.
  const page = skeleton.content.cloneNode(true);
  const places = [...page.querySelectorAll(".at")];
  const put = (textContent) => Object.assign(places.shift(), { textContent });
  const item = (textContent) => make("li", { textContent });
  const told = (report) => (each) => {
    const line = item("");
    const add = (tag, className, textContent, values) =>
      line.append(make(tag, { className, textContent, ...values }), " ");
    add("a", "claim", each.text, { href: `${report.url}#${each.anchor}`, lang: report.lang });
    const marks = [each.modality, ...each.marks, each.standing].map((key) => words[key]);
    add("span", "marks", marks.filter(Boolean).join(" · "));
    const old = report === other && same(each, before);
    if (old) add("a", "before", words.before, { href: `${one.url}#${old.anchor}` });
    return line;
  };

  put(fill(words.pair, { first: one.when, second: other.when }));
  for (const { when, url } of [one, other]) put(when).href = url;
  for (const key of ["fetched", "kept"])
    for (const { tweets } of [one, other]) put(tweets?.[key] ?? words.gap);
  for (const { briefing, details } of [one, other])
    put([...allOf(briefing), ...allOf(details)].length);
  const list = (title, day, items, most = items.length) => {
    const count = items.length;
    const { nextElementSibling } = put(fill(title, { day, count }));
    if (count > most) items.splice(most, count, item("…"));
    if (count) nextElementSibling.append(...items);
    else nextElementSibling.replaceWith(note("note", words.nothing));
  };
  list(words.only, one.when, without(known, named).map(item));
  list(words.both, "", shared.map(item));
  list(words.only, other.when, without(named, known).map(item));
  list(words.both, "", kept.map(told(other)));
  list(words.only, one.when, before.filter((each) => !same(each, after)).map(told(one)));
  list(words.only, other.when, without(after, kept).map(told(other)));
  if (one.terms.length && other.terms.length) {
    const [earlier, later] = [one, other].map(placesOf);
    const word = ({ term }) => {
      const [from, to] = [earlier, later].map((places) => places.get(keyOf(term)));
      const moved = from === to ? words.still : words.moved;
      const href = `${words.root}search/?q=${encodeURIComponent(term)}`;
      const line = item("");
      line.append(make("a", { className: `c${colorOf(term)}`, href, textContent: term }));
      const textContent = moveOf(from, to) + fill(moved, { earlier: from, later: to });
      if (from && to) line.append(" ", make("span", { className: "count", textContent }));
      return line;
    };
    const listWords = (title, day, { terms }, isListed) => {
      const found = terms.filter(({ term }) => isListed(keyOf(term))).map(word);
      list(title, day, found, 24);
    };
    listWords(words.only, one.when, one, (key) => !later.has(key));
    listWords(words.both, "", other, (key) => earlier.has(key));
    listWords(words.only, other.when, other, (key) => !earlier.has(key));
  } else page.querySelector(".clouds").remove();
  return page;
}

async function show() {
  const { a, b } = Object.fromEntries(new URLSearchParams(location.search));
  newest.hidden = a && b;
  chosen.replaceChildren();
  if (!newest.hidden) return;
  tell({ message: words.loading });
  try {
    if (a === b) throw Error(words.same);
    const pair = [await find(form.a, a), await find(form.b, b)];
    form.a.value = a;
    pair.sort((one, other) => (one.date < other.date ? -1 : 1));
    chosen.replaceChildren(compare(...pair));
  } catch (error) {
    tell(error);
  }
}

copy();
[form.a.selectedIndex, form.b.selectedIndex] = [1, 0];
form.hidden = false;
form.onchange = ({ target }) => target.value || listAll().catch(tell);
show();
