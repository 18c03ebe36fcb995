// Let the bundled editor write the files of tests/data/cms anew, to be compared after
// its version has changed. Touches the disk and runs a browser; no network.
//
//   python cms/bundle.py output --repo ann/reports
//   npm install --prefix DRIVER playwright-core
//   CHROME_PATH=$(command -v chromium) NODE_PATH=DRIVER/node_modules \
//     node cms/drive.mjs output tests/data/cms
//
// The editor works with a folder on the author's disk where one is picked; here the
// browser's private file system stands in for it.
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";

const { chromium } = createRequire(import.meta.url)("playwright-core");
const [site, fixtures] = process.argv.slice(2);
const folder = "content/reports/2026/09/";
const types = { ".html": "text/html", ".js": "text/javascript", ".yml": "text/yaml" };
const headers = await readFile(join(site, "_headers"), "utf8");
const policy = /^ {2}Content-Security-Policy: (.*)$/m.exec(headers)[1];

const field = (page, name) => page.locator(`[data-key-path="${name}"]`);
const input = (page, name) => field(page, name).locator("input, textarea").last();
const choose = (page, n) => field(page, "status").getByRole("radio").nth(n).click();
const addTag = async (page, name) => {
  await field(page, "tags").getByRole("button", { name: /^add/i }).click();
  await input(page, "tags").fill(name);
};

const drafted = "sample_20260911_20260911.md";
const tasks = [
  { write: "status.md", from: "drafted.md", file: drafted, edit: (page) => choose(page, 0) },
  { write: "edited.md", from: "drafted.md", file: drafted, edit: editEverything },
  { write: "older.md", from: "older-source.md", file: drafted, edit: (page) => choose(page, 1) },
  { write: "created.md", file: "tarn_20260914_20260920.md", edit: create },
];

async function editEverything(page) {
  await input(page, "title").fill("开放权重: 编程上第一次领先 #1");
  await field(page, "tags").getByRole("button", { name: "Remove" }).nth(1).click();
  await addTag(page, "评测: 独立");
  await choose(page, 1);
  await input(page, "date").fill("2026-09-12 08:30:00+08:00");
  const body = await input(page, "body").inputValue();
  await input(page, "body").fill(body.replace("本期入选", "今天入选"));
}

async function create(page) {
  await input(page, "title").fill("Tarn 的一周：号外");
  await input(page, "slug").fill("tarn_20260914_20260920");
  await input(page, "date").fill("2026-09-20 18:05:00+08:00");
  await choose(page, 0);
  await addTag(page, "Tarn");
  await input(page, "summary").fill(
    "Tarn 发布了新的编译器。\n第二行：“引号”与 \\ 反斜杠。",
  );
  await input(page, "lang").fill("");
  await input(page, "body").fill(
    "## 简要部分\n\n### 核心信息\n\n1. Tarn 发布了新的编译器。[^1]\n\n\n" +
      "[^1]: **@ann** · 2026-09-20 10:00：“Tarn 2 is out”\n\n",
  );
}

async function put([path, text]) {
  let place = await navigator.storage.getDirectory();
  await place.getDirectoryHandle(".git", { create: true });
  const names = path.split("/");
  for (const name of names.slice(0, -1)) {
    place = await place.getDirectoryHandle(name, { create: true });
  }
  const file = await place.getFileHandle(names.at(-1), { create: true });
  const stream = await file.createWritable();
  await stream.write(text);
  await stream.close();
}

async function get(path) {
  let place = await navigator.storage.getDirectory();
  const names = path.split("/");
  for (const name of names.slice(0, -1)) place = await place.getDirectoryHandle(name);
  return (await (await place.getFileHandle(names.at(-1))).getFile()).text();
}

async function run(browser, base, { write, from, file, edit }) {
  const page = await browser.newPage({ locale: "en-US", timezoneId: "Asia/Shanghai" });
  await page.addInitScript(() => {
    window.showDirectoryPicker = () => navigator.storage.getDirectory();
  });
  await page.goto(`${base}/admin/`);
  const source = await readFile(join(fixtures, from ?? "drafted.md"), "utf8");
  await page.evaluate(put, [folder + (from ? file : drafted), source]);
  await page.getByRole("button", { name: /local repository/i }).click();
  if (from) {
    await page.getByText(/^20\d\d-\d\d-\d\d /).first().click();
  } else {
    await page.getByRole("button", { name: "Create New Entry" }).click();
  }
  await field(page, "title").waitFor();
  await edit(page);
  await page.waitForTimeout(500);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  // back in the list: it is written
  await field(page, "title").waitFor({ state: "detached" });
  await writeFile(join(fixtures, write), await page.evaluate(get, folder + file));
  await page.context().close();
}

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://site");
  const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
  try {
    const content = await readFile(join(site, normalize(decodeURIComponent(path))));
    const type = types[extname(path)] ?? "application/octet-stream";
    response.writeHead(200, { "Content-Type": type, "Content-Security-Policy": policy });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH,
  args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  for (const task of tasks) {
    await run(browser, `http://127.0.0.1:${server.address().port}`, task);
    console.log(`${task.write} is written`);
  }
} finally {
  await browser.close();
  server.close();
}
