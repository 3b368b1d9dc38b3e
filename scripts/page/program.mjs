// The program on one side, the script of the page on the other: the same sessions and plans given to both.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const EXAMPLE = join(ROOT, 'target', 'debug', 'examples', 'page');

/** What the program prints, given these words and this input. */
export function program(words, input = '') {
  const ran = spawnSync(EXAMPLE, words, { input, encoding: 'utf8', maxBuffer: 1 << 30, cwd: ROOT });
  if (ran.error) throw new Error(`Build it first: cargo build --example page (${ran.error.message})`);
  if (ran.status !== 0) throw new Error(`page ${words.join(' ')}: ${ran.stderr}`);
  return ran.stdout;
}

/** What the program makes of each of these. */
export function ofTheProgram(asked) {
  const lines = program(['walks'], asked.map(one => JSON.stringify(one) + '\n').join(''));
  return lines.split('\n').filter(line => line !== '').map(line => JSON.parse(line));
}

/** The functions of the script, for a page of this routine with these optional groups. */
export function scriptOf(name, groups = []) {
  const data = program(['data', name, ...groups]);
  const parts = ['plan', 'timeline', 'words', 'talk', 'playhead', 'conversation', 'session', 'tones', 'figure'];
  const texts = parts.map(part => readFileSync(join(ROOT, 'src/faces/page/player', part + '.js'), 'utf8'));
  const names = Array.from(new Set(texts.join('\n').match(/^(?:function|class|const) (\w+)/gm).map(one => one.split(' ')[1])));
  const context = vm.createContext({ structuredClone });
  return vm.runInContext(`(() => { const DATA = ${data};\n${texts.join('\n')}\nreturn { DATA, ${names.join(', ')} }; })()`, context);
}

/** The samples of a timeline, as the script makes them. */
export function samplesOf(page, timeline, rate) {
  const pieces = new page.ToneBox(rate).render(timeline), all = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) { all.set(piece, at); at += piece.length; }
  return all;
}

/** Numbers that are the same for the same seed. */
export function dice(seed) {
  let state = seed >>> 0 || 1;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = count => Math.floor(next() * count);
  return { below, of: list => list[below(list.length)], chance: part => next() < part };
}
