// Told in site/search/.

const TERM = RegExp("(?=((?<=(?<!N)(NNN)*)NNN|NNN(?!N)|(?<!N)NN(?!N)|NW|WN|WW))"
  .replaceAll("N", "[a-z0-9.]").replaceAll("W", "[^\0-\x7f\\p{P}\\p{S}]"), "gu");

const [form, said, list, more, blank] = document.querySelectorAll("#search, #said, #hits, #more, #hit");
const { build, shards } = form.dataset;
let kept = {}, timer, settled;

const points = (text) => Array.from(text, (point) => point.normalize("NFKC").toLowerCase().replace(/[\p{Z}\p{Cc}\p{Cf}\p{Pd}'‘’·•‧・−]/gu, ""));
export const fold = (text) => points(text).join("");
export const terms = (word) => Array.from(word.matchAll(TERM), (each) => each[1]);
export const shardOf = (term, count) => [...term].reduce((number, point) => (number * 33 + point.codePointAt()) % count, 0);
export const decode = (code, number = -1) => Array.from(code.matchAll(/[A-Z]*[a-z]/g), ([letters]) =>
  number += [...letters].reduce((distance, letter) => distance * 26 + letter.codePointAt() % 32, 0));

const read = (path) => kept[path] ??= fetch(path + ".json?" + build).then((each) => each.json());

const find = async (wanted) => {
  const found = await Promise.all(wanted.map(async (term) => {
    const shard = await read("index/" + shardOf(term, shards));
    if (shard[""] !== build) throw 0;
    return new Set(decode(shard[term] ?? ""));
  }));
  return [...found[0]].filter((number) => found.every((each) => each.has(number))).reverse();
};

const match = (text, words) => {
  const folded = fold(text), marks = [...text].fill(0), owners = points(text).flatMap((point, at) => Array(point.length).fill(at));
  for (const word of words) {
    let at = folded.indexOf(word);
    if (at < 0) return;
    for (; at >= 0; at = folded.indexOf(word, at + 1)) marks.fill(1, owners[at], owners[at + word.length - 1] + 1);
  }
  return marks.join("");
};

const show = ({ url, title, date, lang }, [text, anchor, section], marks) => {
  const all = [...text], [item, link, ...notes] = blank.content.cloneNode(true).querySelectorAll("li, a, small");
  for (const [run] of marks.matchAll(/0+|1+/g)) {
    const part = document.createElement(run > 0 ? "mark" : "span");
    link.append(part);
    part.textContent = all.splice(0, run.length).join("");
  }
  item.lang = lang;
  link.href = "../" + url + anchor;
  notes.forEach((each, at) => each.textContent = [date, title, section][at]);
  list.append(item);
};

const chosen = () => [...new FormData(form)].filter(([, value]) => value);

const search = () => {
  const { q = "", ...filters } = Object.fromEntries(chosen());
  const words = q.split(/\s+/).map(fold).filter(Boolean);
  const wanted = [...Object.entries(filters).map((each) => each.join("=")), ...words.flatMap(terms)];
  let left, count = 0;

  const say = (what) => {
    said.textContent = said.dataset[what]?.replace("{}", count);
    more.hidden = what !== "some";
  };

  const page = async (event, from = count) => {
    say("loading");
    try {
      left ??= await find(wanted.slice(0, 8));
      for (let tries = 2; tries--;) {
        const batch = left.splice(0, from + 10 - count);
        const passages = await Promise.all(batch.map((number) => read(`passages/${number >> 2}`)));
        if (more.onclick !== page) return;
        passages.forEach((passage, at) => {
          const piece = passage.pieces[batch[at] % 4], marks = match(piece[0], words);
          if (marks) show(passage, piece, marks, count++);
        });
      }
      say(left.length ? "some" : count ? "all" : "none");
      if (event) (list.children[from]?.firstChild ?? said).focus();
    } catch {
      kept = {};
      if (more.onclick === page) say("failed");
    }
  };

  list.replaceChildren();
  more.onclick = page;
  wanted.length ? page() : say(words.length && "short");
};

const go = (settle) => {
  clearTimeout(timer);
  const query = "?" + new URLSearchParams(chosen());
  if (query !== (location.search || "?")) history[settled ? "pushState" : "replaceState"](null, "", query);
  settled = settle;
  search();
  return false;
};

(onpopstate = () => {
  const query = new URLSearchParams(location.search);
  for (const field of form) {
    const value = field.value = query.get(field.name) ?? "";
    if (field.selectedIndex < 0) field.add(new Option(value, value, true, true));
  }
  settled = true;
  search();
})();

form.onsubmit = () => go(true);
form.oninput = (event) => {
  clearTimeout(timer);
  if (!event.isComposing) timer = setTimeout(go, 300, event.target !== form.q);
};
form.addEventListener("compositionend", form.oninput);
