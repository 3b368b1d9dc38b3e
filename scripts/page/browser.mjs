// The page in a browser: played in real time, by keys alone, by buttons, with every answer; nothing leaves it.
//
//     cargo build && cargo build --example page && (cd scripts/page && npm ci)
//     node scripts/page/browser.mjs [CHROMIUM] [FOLDER FOR PICTURES]

import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { SHORT, apart, browsing, complaints, folder, handout, press, shown, toThePlan, watch, worst } from './browsing.mjs';
import { ofTheProgram, samplesOf, scriptOf } from './program.mjs';

const pictures = process.argv[3] || folder;
mkdirSync(pictures, { recursive: true });
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let failed = 0;
const check = (is, words) => { console.log(`${is ? 'ok ' : 'NOT'} ${words}`); if (!is) failed++; };
const { browser, open } = await browsing(process.argv[2]);

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
  const own = samplesOf(script, timeline, 16000);
  check(samples.length === own.length && samples.every((sample, n) => Math.abs(sample - own[n]) <= 1), `the browser plays ${samples.length} samples, the same as here`);
  await page.waitForTimeout(became.total - 7500 + 1500);
  const { wall, sound, due, changes } = await apart(page, script);
  const list = all => all.map(ms => ms.toFixed(1)).join(' ');
  check(wall, `${due.length} changes of words are seen, in order${wall ? '' : JSON.stringify({ due, changes })}`);
  check(wall && worst(wall) <= 30, `they come within ${worst(wall || []).toFixed(1)} ms of a clock that is never late: ${list(wall || [])}`);
  check(sound.length > 5 && worst(sound) <= 30, `and within ${worst(sound).toFixed(1)} ms of the sound: ${list(sound)}`);
  check(/That is all for today/.test(await shown(page)), 'it ends by itself, and asks');
  await press(page, ['3', 'Enter', '2', '2']);
  await page.locator('input[type=text]').fill('warm <b>today</b>');
  await press(page, ['Enter']);
  const line = await page.locator('textarea').inputValue();
  check(/A short one, .*: 1 of 1 exercises, .*pain 2 before; pain 3 after; legs the same; about right; easier: Round and tall; warm <b>today<\/b>\.$/.test(line), `one line to copy: ${line}`);
  await page.context().close();
}

// No word waits for a sound that begins late, or never; one that is late is in step again from the beginning of a span on.
for (const [late, words] of [[700, 'a little late'], [2600, 'very late'], [-1, 'not at all']]) {
  const script = scriptOf(SHORT), { total } = script.compile(script.planOf(script.DATA.routine));
  const page = await open(handout(SHORT), { late });
  await toThePlan(page);
  await watch(page);
  await press(page, [' ']);
  await page.waitForTimeout(total + 4000);
  const { wall, sound, due, changes } = await apart(page, script);
  check(wall && worst(wall) <= 30, `a sound that begins ${words}: ${due.length} changes within ${worst(wall || []).toFixed(1)} ms${wall ? '' : JSON.stringify({ due, changes })}`);
  const inStep = sound.slice(-4);
  check(late < 0 ? sound.length === 0 : inStep.length === 4 && worst(inStep) <= 30, `a sound that begins ${words}: at last it is within ${late < 0 ? '-' : worst(inStep).toFixed(1)} ms`);
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

// Where somebody is to be asked whose number is known, it can be called; what means help now stands first.
{
  const page = await open(handout(SHORT), { hasTouch: true });
  await toThePlan(page);
  await press(page, [' ', 'p']);
  check(/^Numb between the legs/.test(await page.locator('#player .answers button').first().textContent()), 'what means help now stands first');
  await press(page, ['3']);
  const links = await page.locator('#player a').evaluateAll(all => all.map(one => one.getAttribute('href') + ' ' + one.textContent));
  check(links.join() === 'tel:5550100 Tel. 555 0100', `whom to ask can be called: ${links}`);
  await page.screenshot({ path: join(pictures, '360-light-call.png') });
  await page.context().close();
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
