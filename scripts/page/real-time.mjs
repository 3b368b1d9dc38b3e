// Sessions in real time, with keys between: how far the changes of words are from those of a clock that is never late,
// on the wall and by the sound. Wants a quiet machine.
//
//     cargo build && cargo build --example page && (cd scripts/page && npm ci)
//     node scripts/page/real-time.mjs [COUNT] [CHROMIUM]

import { SHORT, apart, browsing, handout, median, press, toThePlan, watch, worst } from './browsing.mjs';
import { scriptOf } from './program.mjs';

/** Routines, and what is pressed after so many seconds. */
const SESSIONS = [
  [SHORT, [[0, ' '], [7.5, 'e']], 31],
  ['chair-only', [[0, ' '], [20, 'e'], [29.3, ' '], [31, ' '], [40, 'n'], [62.4, 'e'], [63.1, 'e'], [80, 'n'], [103, 'e']], 130],
];

const { browser, open } = await browsing(process.argv[3]);
const all = { wall: [], sound: [] };
let failed = 0;
for (let nth = 0; nth < Number(process.argv[2] || 3); nth++) {
  for (const [name, keys, length] of SESSIONS) {
    const page = await open(handout(name));
    await toThePlan(page);
    await watch(page);
    // What is ready by now on a phone is made shortly after the plan is shown.
    await page.waitForTimeout(1000);
    const begun = performance.now();
    for (const [seconds, key] of keys) {
      await page.waitForTimeout(Math.max(0, seconds * 1000 - (performance.now() - begun)));
      await press(page, [key]);
    }
    await page.waitForTimeout(Math.max(0, length * 1000 - (performance.now() - begun)));
    const { wall, sound, due, changes } = await apart(page, scriptOf(name));
    const title = name === SHORT ? 'short' : name;
    if (!wall) { console.log(`${title}: something else was seen`, JSON.stringify({ due, changes }, null, 1)); failed++; continue; }
    all.wall.push(...wall);
    all.sound.push(...sound);
    const list = numbers => `median ${median(numbers).toFixed(1)} worst ${worst(numbers).toFixed(1)} ms (${numbers.map(ms => ms.toFixed(0)).join(' ')})`;
    console.log(`${title}, run ${nth + 1}: on the wall ${list(wall)}; by the sound ${list(sound)}`);
    await page.context().close();
  }
}
const told = numbers => `median ${median(numbers).toFixed(1)} worst ${worst(numbers).toFixed(1)} ms of ${numbers.length}`;
console.log(`all: on the wall ${told(all.wall)}; by the sound ${told(all.sound)}`);
await browser.close();
process.exit(failed || worst(all.wall) > 30 ? 1 : 0);

