// Opens every page in Chromium: three sizes, light and dark, scripts on and off, printed on A4 and Letter.
//
//     npm install && node look.mjs ../../target/debug/stenosis-routine /tmp/pages
//
// Leaves pictures and PDF files to look at, and fails where a page asks for anything, where the console says
// anything, where axe-core finds something serious, where a page is wider than its window, or where a text of
// a hostile file does more than be read. CHROMIUM names another browser than /usr/bin/chromium.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [program, out = "pages"] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const sizes = [[360, 640], [768, 1024], [1280, 800]];
const routines = path.join(import.meta.dirname, "../../routines");
// Files that no routine of ours is like: texts that try to be more, and rounds.
const others = ["hostile.toml", "../page/rounds.toml"].map((file) => path.join(import.meta.dirname, file));
const faults = [];

fs.mkdirSync(out, { recursive: true });
const named = fs.readdirSync(routines).filter((name) => name.endsWith(".toml"));
const files = named.map((name) => path.join(routines, name)).concat(others);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});

for (const file of files) {
  const name = path.basename(file, ".toml");
  const page = path.resolve(out, `${name}.html`);
  const routine = others.includes(file) ? file : name;
  execFileSync(program, ["handout", routine, "-o", page, "--force"]);
  for (const scripts of [true, false]) {
    for (const colorScheme of ["light", "dark"]) await look(name, page, scripts, colorScheme);
  }
  const pages = await print(name, page);
  const size = fs.statSync(page).size;
  console.log(`${name.padEnd(24)} ${size} bytes, pages on A4 and Letter: ${pages.join(", ")}`);
}
await browser.close();
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

/** One page as one kind of reader sees it. */
async function look(name, file, scripts, colorScheme) {
  const context = await browser.newContext({ javaScriptEnabled: scripts, colorScheme });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const as = `${name}, ${colorScheme}, scripts ${scripts ? "on" : "off"}`;
  const itself = pathToFileURL(file).href;
  page.on("request", (request) => {
    const url = request.url();
    if (url !== itself && !/^(data|blob):/.test(url)) faults.push(`${as}: asks for ${url}`);
  });
  page.on("console", (said) => faults.push(`${as}: ${said.text()}`));
  page.on("pageerror", (error) => faults.push(`${as}: ${error}`));
  page.on("dialog", (dialog) => { faults.push(`${as}: ${dialog.message()}`); dialog.dismiss(); });
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await page.goto(itself);
    const wide = await page.evaluate("document.documentElement.scrollWidth");
    if (wide > width) faults.push(`${as}: ${wide} wide in a window of ${width}`);
    const picture = path.join(out, `${name}-${width}-${colorScheme}-${scripts ? "script" : "plain"}.png`);
    await page.screenshot({ path: picture, fullPage: true, scale: "css" });
    // What looks for faults is a script itself.
    if (!scripts) continue;
    await page.evaluate(axe);
    const found = await page.evaluate("axe.run()");
    for (const { id, impact, nodes } of found.violations) {
      faults.push(`${as}, ${width}: ${id} (${impact}): ${nodes[0].html.slice(0, 200)}`);
    }
  }
  await context.close();
}

/** On paper: how many pages it has. */
async function print(name, file) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(pathToFileURL(file).href);
  const pages = [];
  for (const format of ["A4", "Letter"]) {
    const pdf = await page.pdf({ path: path.join(out, `${name}-${format}.pdf`), format });
    pages.push(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0);
  }
  await context.close();
  return pages;
}
