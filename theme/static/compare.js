// Compare two reports that a reader chooses, by the rules of site/comparison.py.

const form = document.querySelector("#choose");
const chosen = document.querySelector("#chosen");
const newest = document.querySelector("#newest");
const words = form.dataset;
const base = new URL(words.root, location.href);

const fill = (text, values) => text.replace(/\{(\w*)\}/g, (_, name) => values[name]);

function make(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

async function read(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

// The page lists the newest; the index of all reports is fetched only when asked for.
async function listAll() {
  const known = new Set([...form.a.options].map((option) => option.value));
  const reports = await read(new URL("reports/index.json", base));
  for (const select of [form.a, form.b]) {
    [...select.options].find((option) => !option.value)?.remove();
    for (const each of reports.reports ?? reports) {
      if (known.has(each.slug)) continue;
      const option = make("option", { value: each.slug });
      option.textContent = `${each.date.slice(0, 10)} · ${each.title}`;
      option.dataset.when = each.date.slice(0, 10);
      option.dataset.url = new URL(new URL(each.url, base).pathname, base);
      select.append(option);
    }
  }
}

async function find(select, slug) {
  const option = () => [...select.options].find((each) => each.value === slug);
  if (!option()) await listAll().catch(() => {});
  if (!slug || !option()) throw new Error(fill(words.unknown, { "": slug }));
  select.value = slug;
  const { url, when } = option().dataset;
  try {
    return { url, when, ...(await read(new URL("report.json", new URL(url, location.href)))) };
  } catch {
    throw new Error(fill(words.failed, { "": when }));
  }
}

function claimsOf(report) {
  const all = [report.briefing.key_points, ...Object.values(report.details)].flat();
  return [...new Map([...all].reverse().map((each) => [each.anchor, each])).values()].reverse();
}

const isSame = (one, other) =>
  one.anchor === other.anchor || one.evidence.some((id) => other.evidence.includes(id));

// A window's days by its own offset; it ends where the day after it begins.
const firstDay = (report) => report.window?.start.slice(0, 10) ?? report.date.slice(0, 10);
const lastDay = (report) => report.date.slice(0, 10);

const isSince = (claim, report) =>
  claim.since && firstDay(report) <= claim.since && claim.since <= lastDay(report);

function line(report, claim, before) {
  const item = make("li");
  item.append(make("a", { className: "claim", href: `${report.url}#${claim.anchor}`, lang: report.lang, textContent: claim.text }));
  const mark = words[claim.modality];
  if (mark) item.append(" ", make("span", { className: "marks", textContent: mark }));
  if (claim.evidence.length) item.append(" ", make("span", { className: "count", textContent: fill(words.evidence, { "": claim.evidence.length }) }));
  if (before) item.append(" ", make("a", { className: "before", href: before, textContent: words.before }));
  return item;
}

function list(title, className, items) {
  const none = () => make("p", { className: "note", textContent: words.nothing });
  return make("section", {}, make("h4", { textContent: title }), items.length ? make("ul", { className }, ...items) : none());
}

function numbers(one, other) {
  const cell = (tag, text, scope) => make(tag, scope ? { scope, textContent: text } : { textContent: text });
  const count = (value) => value?.toLocaleString("en") ?? words.unit;
  const all = (report) => claimCount(report);
  const head = make("tr", {}, cell("th", words.measure, "col"));
  for (const each of [one, other]) head.append(make("th", { scope: "col" }, make("a", { href: each.url, textContent: each.when })));
  const rows = [["fetched", (each) => each.tweets?.fetched], ["kept", (each) => each.tweets?.kept], ["claims", all]];
  const body = rows.map(([name, get]) => make("tr", {}, cell("th", words[name], "row"), cell("td", count(get(one))), cell("td", count(get(other)))));
  return make("table", {}, make("caption", { textContent: words.numbers }), make("thead", {}, head), make("tbody", {}, ...body));
}

const claimCount = (report) =>
  [...Object.values(report.briefing), ...Object.values(report.details)].flat().length;

function compare(one, other) {
  const [before, after] = [claimsOf(one), claimsOf(other)];
  const same = (claim, others) => others.find((each) => isSame(claim, each));
  const kept = after.filter((each) => same(each, before) || isSince(each, one));
  const fresh = after.filter((each) => !kept.includes(each));
  const gone = before.filter((each) => !same(each, after));
  const has = (report, name) => report.entities.some((each) => each.name === name);
  const names = (report, test) => report.entities.filter((each) => test(each.name)).map((each) => make("li", { textContent: each.name }));
  const only = (report, items) => fill(words.only, { day: report.when, count: items.length });
  const both = (items) => fill(words.both, { "": items.length });
  const [lost, stay, come] = [names(one, (name) => !has(other, name)), names(other, (name) => has(one, name)), names(other, (name) => !has(one, name))];
  const link = (claim) => { const found = same(claim, before); return found && `${one.url}#${found.anchor}`; };
  const lines = (report, claims) => claims.map((each) => line(report, each));
  return make("section", { className: "comparison" },
    make("h2", { textContent: fill(words.of, { topic: other.title, first: one.when, second: other.when }) }),
    numbers(one, other),
    make("h3", { textContent: words.entities }),
    make("div", { className: "sides" }, list(only(one, lost), "names", lost), list(both(stay), "names", stay), list(only(other, come), "names", come)),
    make("h3", { textContent: words.claims }),
    list(both(kept), "claims", kept.map((each) => line(other, each, link(each)))),
    make("div", { className: "sides two" }, list(only(one, gone), "claims", lines(one, gone)), list(only(other, fresh), "claims", lines(other, fresh))));
}

const tell = (text) => chosen.replaceChildren(make("p", { className: "notice", textContent: text }));

async function show() {
  const query = new URLSearchParams(location.search);
  const [a, b] = [query.get("a"), query.get("b")];
  newest.hidden = Boolean(a && b);
  chosen.replaceChildren();
  if (!newest.hidden) return;
  if (a === b) return tell(words.same);
  tell(words.loading);
  try {
    const pair = await Promise.all([find(form.a, a), find(form.b, b)]);
    chosen.replaceChildren(compare(...pair));
  } catch (error) {
    tell(error.message);
  }
}

form.b.append(...form.a.cloneNode(true).children);
form.a.selectedIndex = Math.min(1, form.a.options.length - 1);
form.hidden = false;
document.querySelector(".no-script").hidden = true;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.pushState(null, "", `?${new URLSearchParams(new FormData(form))}`);
  show();
});
form.addEventListener("change", async (event) => {
  if (event.target.value) return;
  await listAll().catch(() => tell(fill(words.failed, { "": "reports/index.json" })));
});
addEventListener("popstate", show);
show();
