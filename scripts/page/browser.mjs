// The page in a browser: played in real time, by keys alone, by buttons, with every answer; nothing leaves it.
//
//     cargo build && cargo build --example page && (cd scripts/page && npm ci)
//     node scripts/page/browser.mjs [CHROMIUM] [FOLDER FOR PICTURES]

import { mkdtempSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { ROOT, ofTheProgram, scriptOf } from './program.mjs';

const CHROMIUM = process.argv[2] || '/usr/bin/chromium';
const folder = mkdtempSync(join(tmpdir(), 'page-'));
const pictures = process.argv[3] || folder;
mkdirSync(pictures, { recursive: true });
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SHORT = join(ROOT, 'scripts/page/short.toml');

/** The page of a routine, as `handout` writes it. */
function handout(name) {
  const file = join(folder, name.replace(/\W+/g, '-') + '.html');
  const made = spawnSync(join(ROOT, 'target/debug/stenosis-routine'), ['handout', name, '-o', file, '--force'], { encoding: 'utf8', env: { HOME: folder, PATH: process.env.PATH } });
  if (made.status !== 0) throw new Error(made.stdout + made.stderr);
  return file;
}

let failed = 0;
const check = (is, words) => { console.log(`${is ? 'ok ' : 'NOT'} ${words}`); if (!is) failed++; };
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
const complaints = [];

/** A page, perhaps on a device whose sound begins so many ms late, or never, from where it is watched. */
async function open(file, { late = 0, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, ...options });
  const page = await context.newPage();
  if (late) {
    await page.addInitScript(late => {
      const play = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = function () {
        if (!window.changes) return play.call(this);
        return late < 0 ? new Promise(() => {}) : new Promise(done => setTimeout(() => done(play.call(this)), late));
      };
    }, late);
  }
  page.on('console', message => { if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text()); });
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('request', request => { if (!/^(file|blob|data):/.test(request.url())) complaints.push('asks for ' + request.url()); });
  await page.goto('file://' + file);
  return page;
}

const press = async (page, keys) => { for (const key of keys) await page.keyboard.press(key === '\n' ? 'Enter' : key === ' ' ? 'Space' : key); };
const shown = page => page.evaluate(() => {
  const whole = document.querySelector('#player .page');
  if (!whole) return document.querySelector('#player .moving') ? 'moving' : 'sheet';
  const texts = Array.from(whole.querySelectorAll(':scope > h2, :scope > h3, :scope > p:not(.page-remark), :scope > ul > li'), one => one.textContent);
  return texts.join(' ').replace(/\s+/g, ' ').trim();
});

/** Writes down each change of what is said, with the time on the wall and that of the sound. */
const watch = page => page.evaluate(() => {
  window.changes = [];
  const look = () => {
    const text = selector => (document.querySelector(selector) || {}).textContent || '';
    const now = [text('#player .word'), text('#player .rep'), text('#player .coming')].join('|');
    const last = window.changes[window.changes.length - 1];
    const audio = Array.from(document.querySelectorAll('audio')).find(one => !one.paused && one.duration > 5);
    if (!last || last[1] !== now) window.changes.push([performance.now(), now, audio ? audio.currentTime * 1000 : -1]);
  };
  new MutationObserver(look).observe(document.querySelector('#player'), { subtree: true, childList: true, characterData: true });
});

// In real time, by keys alone, from the sheet to the line to copy.
{
  const script = scriptOf(SHORT), timeline = script.compile(script.planOf(script.DATA.routine));
  const page = await open(handout(SHORT), { bypassCSP: true });
  for (let nth = 0; nth < 20 && !(await page.evaluate(() => document.activeElement.closest('#player button'))); nth++) await press(page, ['Tab']);
  await press(page, ['Enter', 'n']);
  if ((await page.locator('.ticks').count()) > 0) await press(page, ['0', 'Enter', 'Enter']);
  await press(page, ['2', 'Enter']);
  check((await shown(page)).startsWith('A short one'), 'keys alone lead to the plan');
  await watch(page);
  await press(page, ['Space']);
  await page.waitForTimeout(7500);
  await press(page, ['e']);
  const eased = script.ease(timeline.plan, 0, 1)[0], became = script.compile(eased);
  const samples = await page.evaluate(async () => {
    const audio = Array.from(document.querySelectorAll('audio')).find(one => !one.paused);
    const bytes = new Uint8Array(await (await fetch(audio.src)).arrayBuffer());
    return Array.from(new Int16Array(bytes.buffer.slice(44)));
  });
  const own = new script.ToneBox(16000).render(timeline);
  check(samples.length === own.length && samples.every((sample, n) => Math.abs(sample - own[n]) <= 1), `the browser plays ${samples.length} samples, the same as here`);
  await page.waitForTimeout(became.total - 7500 + 1500);
  const changes = await page.evaluate(() => window.changes);
  const due = became.spans.filter(span => span.part !== 'finished' && span.part !== 'lead-in' && span.part !== 'setup');
  const words = due.map(span => script.bigWord(became, became.spans.indexOf(span)));
  const seen = changes.filter(([, text]) => !text.startsWith('READY'));
  const count = Math.min(due.length, seen.length);
  // By the sound, which is the session's clock; and by the clock on the wall, which also sees how long a join takes to begin.
  const late = due.slice(0, count).map((span, nth) => seen[nth][2] - span.at);
  const onTheWall = due.slice(0, count).map((span, nth) => seen[nth][0] - seen[0][0] - (span.at - due[0].at));
  const most = Math.max(...late.map(Math.abs));
  check(count === due.length && seen.slice(0, count).every(([, text], nth) => text.startsWith(words[nth] + '|')), `${count} of ${due.length} phases and rests are seen, in order`);
  const list = all => all.map(ms => ms.toFixed(1)).join(' ');
  check(most <= 30, `they change within ${most.toFixed(1)} ms of the sound: ${list(late)}; on the wall ${list(onTheWall)}`);
  check(/That is all for today/.test(await shown(page)), 'it ends by itself, and asks');
  await press(page, ['3', 'Enter', '2', '2']);
  await page.locator('input[type=text]').fill('warm <b>today</b>');
  await press(page, ['Enter']);
  const line = await page.locator('textarea').inputValue();
  check(/A short one, .*: 1 of 1 exercises, .*pain 2 before; pain 3 after; legs the same; about right; easier: Round and tall; warm <b>today<\/b>\.$/.test(line), `one line to copy: ${line}`);
  await page.context().close();
}

// A sound that begins late joins the words where they are, and leads them again; where there is none, they go on.
for (const [late, words] of [[700, 'a little late'], [2600, 'very late'], [-1, 'not at all']]) {
  const script = scriptOf(SHORT), timeline = script.compile(script.planOf(script.DATA.routine));
  const page = await open(handout(SHORT), { late });
  await page.locator('#player button').first().click();
  await press(page, ['n']);
  if ((await page.locator('.ticks').count()) > 0) await press(page, ['0', '\n', '\n']);
  await press(page, ['2', '\n']);
  await watch(page);
  await press(page, [' ']);
  await page.waitForTimeout(timeline.total + 4000);
  const changes = await page.evaluate(() => window.changes);
  const due = timeline.spans.filter(span => span.part === 'phase' || span.part === 'rest');
  const seen = changes.filter(([, text]) => !text.startsWith('READY')).slice(0, due.length);
  // By the sound, where there is one, and by the wall from the first of them on.
  const apart = due.map((span, nth) => late < 0 ? seen[nth][0] - seen[0][0] - (span.at - due[0].at) : seen[nth][2] - span.at);
  const most = Math.max(...apart.map(Math.abs));
  check(seen.length === due.length && most <= 30, `a sound that begins ${words}: ${seen.length} changes within ${most.toFixed(1)} ms: ${apart.map(ms => ms.toFixed(1)).join(' ')}`);
  check(/That is all for today/.test(await shown(page)), `a sound that begins ${words}: it ends by itself`);
  await page.context().close();
}

// Answers lead where they lead in the terminal: the pages that are shown are those of its transcript.
{
  const walks = [
    ['daily-5', 'n1 3\n\n5\n'], ['daily-5', '1k2a\n4\n'], ['daily-5', '2q'], ['daily-5', 'n\n\n'], ['daily-5', 'n0\n\n7\ny q'],
    ['daily-5', 'n0\n\n8\nnc1\n'], ['core-drills', 'n1 2 3 4 5 6 7 8 9\n\n2\n'], ['knees-to-chest', 'n9\nx\n\n3\n'], ['thoracic-mobility', 'n\n\n'],
    ['walking-intervals', 'n0\n\n2\n p4y'], ['daily-5', 'n0\n\n2\n p2n5k\n'], ['daily-5', 'n0\n\n2\n p3\n'], ['daily-5', 'n0\n\n2\n p13\np2y q'],
    ['chair-only', 'n0\n\n2\n p15\np6qq2\n'], ['daily-5', 'n0\n\n2\n p5k\np1\nq q'],
  ];
  for (const [name, keys] of walks) {
    const pressed = Array.from(keys, (key, nth) => [100 * (nth + 1), key]);
    const transcript = ofTheProgram([{ routine: name, keys: pressed }])[0];
    const asked = transcript.filter(line => line.startsWith('asked ')).map(line => line.split(' ').slice(2).join(' ').split(" ['")[0]);
    const page = await open(handout(name));
    await page.locator('#player button').first().click();
    const seen = [await shown(page)];
    for (const key of keys) {
      await press(page, [key]);
      const now = await shown(page);
      if (now !== seen[seen.length - 1]) seen.push(now);
    }
    let from = 0;
    const missing = asked.filter(text => {
      const plain = text.replace(/(^| )- /g, '$1').replace(/ +/g, ' ').trim();
      // A list to tick has its words beside the ticks.
      const head = plain.startsWith('Some of these') ? plain.split(' 1 ')[0] : plain;
      const at = seen.findIndex((one, nth) => nth >= from && one.includes(head));
      if (at >= 0) from = at;
      return at < 0;
    });
    check(missing.length === 0, `${name} ${JSON.stringify(keys)}: ${asked.length} pages as in the terminal${missing.length ? '; not ' + missing[0] + ' in ' + JSON.stringify(seen) : ''}`);
    await page.context().close();
  }
}

// By buttons on a small screen with a finger, and axe-core at every kind of page; pictures of all of it.
for (const [width, height] of [[360, 640], [768, 1024], [1280, 800]]) {
  for (const colorScheme of ['light', 'dark']) {
    const page = await open(handout('daily-5'), { viewport: { width, height }, colorScheme, hasTouch: width < 1000, bypassCSP: true });
    const serious = [];
    const look = async name => {
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(pictures, `${width}-${colorScheme}-${name}.png`) });
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => window.axe.run());
      serious.push(...violations.map(one => `${name}: ${one.id} (${one.impact}) ${one.nodes[0].html}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) serious.push(`${name}: ${wide} pixels too wide`);
    };
    const push = name => page.locator('#player').getByRole('button', { name }).first().click();
    await look('0-sheet');
    await push(/Play it here/);
    await look('1-card');
    await push(/^None/);
    await look('2-flags');
    await page.locator('.ticks label').nth(1).click();
    await push(/^Go on/);
    await look('3-right');
    await push(/^Yes/);
    await look('4-pain');
    await push('4');
    await look('5-plan');
    await push(/^Start/);
    await page.waitForTimeout(14000);
    await look('6-moving');
    await push(/^Pain or legs/);
    await look('7-notice');
    await push(/^Numb between/);
    await look('8-emergency');
    await push(/^Wrong key/);
    await push(/^Nothing, go on/);
    await page.waitForTimeout(500);
    await push(/^Finish/);
    await push(/^Yes/);
    await push(/^Enough/);
    await look('9-end');
    check(serious.length === 0, `${width} x ${height}, ${colorScheme}: axe-core finds nothing, and nothing is too wide${serious.map(one => '\n      ' + one).join('')}`);
    await page.context().close();
  }
}

// With little movement wanted, the figure stands still from pose to pose.
{
  const page = await open(handout('daily-5'), { reducedMotion: 'reduce' });
  await page.locator('#player button').first().click();
  await press(page, ['n', '0', 'Enter', 'Enter', '2', 'Enter', 'Space']);
  await page.waitForTimeout(12000);
  const figures = new Set();
  for (let nth = 0; nth < 40; nth++) {
    figures.add(await page.evaluate(() => Array.from(document.querySelectorAll('#player svg path'), path => path.getAttribute('d')).join()));
    await page.waitForTimeout(50);
  }
  check(figures.size <= 3, `with reduced motion the figure has ${figures.size} poses in two seconds`);
  await page.context().close();
}

check(complaints.length === 0, `no error in the console, and no request leaves${complaints.map(one => '\n      ' + one).join('')}`);
await browser.close();
process.exit(failed ? 1 : 0);
