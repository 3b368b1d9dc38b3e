// A page in Chromium, for what looks at it there: opened, its keys pressed, what it shows written down.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { chromium } from 'playwright-core';
import { ROOT } from './program.mjs';

export const folder = mkdtempSync(join(tmpdir(), 'page-'));
export const SHORT = join(ROOT, 'scripts/page/short.toml');
/** What the console said, and what was asked for from elsewhere. */
export const complaints = [];

/** The page of a routine, as `handout` writes it. */
export function handout(name) {
  const file = join(folder, name.replace(/\W+/g, '-') + '.html');
  const made = spawnSync(join(ROOT, 'target/debug/stenosis-routine'), ['handout', name, '-o', file, '--force'], { encoding: 'utf8', env: { HOME: folder, PATH: process.env.PATH } });
  if (made.status !== 0) throw new Error(made.stdout + made.stderr);
  return file;
}

/** A Chromium, and what opens a page in it: perhaps on a device whose sound begins so many ms late, or never, from where it is watched. */
export async function browsing(chromiumPath = '/usr/bin/chromium') {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  const open = async (file, { late = 0, ...options } = {}) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, ...options });
    const page = await context.newPage();
    // A machine that is busy is no fault of the page.
    page.setDefaultTimeout(120_000);
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
  };
  return { browser, open };
}

export const press = async (page, keys) => { for (const key of keys) await page.keyboard.press(key === '\n' ? 'Enter' : key === ' ' ? 'Space' : key); };

/** Up to the plan, without trouble. */
export async function toThePlan(page) {
  await page.locator('#player button').first().click();
  await press(page, ['n']);
  if ((await page.locator('.ticks').count()) > 0) await press(page, ['0', '\n', '\n']);
  await press(page, ['2', '\n']);
}

export const shown = page => page.evaluate(() => {
  const whole = document.querySelector('#player .page');
  if (!whole) return document.querySelector('#player .moving') ? 'moving' : 'sheet';
  const texts = Array.from(whole.querySelectorAll(':scope > h2, :scope > h3, :scope > p:not(.page-remark), :scope > ul > li'), one => one.textContent);
  return texts.join(' ').replace(/\s+/g, ' ').trim();
});

/**
 * Writes down each key, and each change of what is said with the time on the wall; and where the sound was then, as the one
 * tells that still plays a little later.
 */
export const watch = page => page.evaluate(() => {
  window.changes = [];
  window.keys = [];
  document.addEventListener('keydown', event => window.keys.push([performance.now(), event.key]), true);
  const text = selector => (document.querySelector(selector) || {}).textContent || '';
  const look = () => {
    const now = ['#player .word', '#player .rep', '#player .coming'].map(text).join('|');
    const last = window.changes[window.changes.length - 1];
    // Nothing is said of a session where a page of text is shown.
    if (now === '||' || (last && last.text === now)) return;
    const change = { at: performance.now(), text: now, sound: null };
    window.changes.push(change);
    setTimeout(() => {
      const playing = Array.from(document.querySelectorAll('audio')).filter(one => !one.paused && one.duration > 5);
      if (playing.length === 1) change.sound = playing[0].currentTime * 1000 - (performance.now() - change.at);
    }, 250);
  };
  new MutationObserver(look).observe(document.querySelector('#player'), { subtree: true, childList: true, characterData: true });
});

/** What is shown when, by a clock that is never late: the session of the page's own script, with the same keys at the same times. */
export function ideal(script, keys, until) {
  const session = new script.Session(script.planOf(script.DATA.routine), false), changes = [];
  const look = now => {
    const timeline = session.timeline, at = session.offset(now), index = script.indexAt(timeline, at), span = timeline.spans[index];
    const is = session.state.is, words = script.DATA.words;
    if (!['running', 'paused', 'count-in', 'settling'].includes(is)) return;
    const word = is === 'paused' ? words.pauseBig : is === 'count-in' ? words.readyBig : script.bigWord(timeline, index);
    const text = [word, script.isForNoticing(timeline, span) ? words.worse : script.repOf(span) || '', script.coming(timeline, index) || ''].join('|');
    const last = changes[changes.length - 1];
    if (!last || last.text !== text) changes.push({ at: now, text, offset: at, byKey: keys.some(([time]) => time === now) });
  };
  const goTo = time => {
    for (let due = session.wakeAt(); due !== null && due <= time; due = session.wakeAt()) { session.advance(due); look(due); }
  };
  session.open(0);
  for (const [time, key] of keys) { goTo(time); session.key(time, key === 'Enter' ? '\n' : key); look(time); }
  goTo(until);
  return changes;
}

/** How far what was seen is from that: on the wall, and by the sound. Null where something else was seen. */
export async function apart(page, script) {
  const { changes, keys, now } = await page.evaluate(() => ({ changes: window.changes, keys: window.keys, now: performance.now() }));
  const start = keys[0][0], due = ideal(script, keys.map(([time, key]) => [time - start, key]), now - start);
  if (due.length !== changes.length || due.some((one, nth) => one.text !== changes[nth].text)) return { due, changes, wall: null, sound: [] };
  const wall = due.map((one, nth) => changes[nth].at - start - one.at);
  // A sound that a key has begun is heard a little later, and is in step with the words from the next span on.
  const sound = due.map((one, nth) => one.byKey || changes[nth].sound === null ? null : changes[nth].sound - one.offset).filter(ms => ms !== null);
  return { due, changes, wall, sound };
}

export const median = all => { const sorted = all.map(Math.abs).sort((a, b) => a - b); return sorted.length ? sorted[sorted.length >> 1] : NaN; };
export const worst = all => Math.max(...all.map(Math.abs));
