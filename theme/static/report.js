/* Arrow keys, sharing and printing. The page reads the same without. */

const link = (rel) => document.querySelector(`.neighbours a[rel="${rel}"]`);
const keys = { ArrowLeft: "prev", ArrowRight: "next" };

document.addEventListener("keydown", (event) => {
  const rel = keys[event.key];
  const modified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
  // Where an arrow key means something already: a caret, a table that scrolls, a card.
  const own = "input, textarea, select, [contenteditable], pre, table, [popover], [popovertarget]";
  if (!rel || modified || event.defaultPrevented || event.target.closest?.(own)) return;
  link(rel)?.click();
});

// What is open lies above the pages of a print; closed, it is in its list.
window.addEventListener("beforeprint", () => {
  for (const card of document.querySelectorAll("[popover]")) card.hidePopover?.();
});

const tools = document.querySelector(".tools");
const told = tools?.querySelector("[role=status]");
const address = () =>
  document.querySelector('link[rel="canonical"]')?.href ?? location.href.split("#")[0];

async function copy() {
  try {
    await navigator.clipboard.writeText(address());
    told.textContent = tools.dataset.copied;
  } catch {
    // Not allowed, or no secure address.
    told.textContent = tools.dataset.notCopied;
  }
}

async function share() {
  if (!navigator.share) return copy();
  try {
    await navigator.share({ title: document.title, url: address() });
  } catch (error) {
    if (error.name !== "AbortError") await copy();
  }
}

const actions = { share, print: () => window.print() };

tools?.addEventListener("click", (event) => {
  actions[event.target.closest("[data-tool]")?.dataset.tool]?.();
});
tools?.removeAttribute("hidden");
