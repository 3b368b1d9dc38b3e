// A thousand random plans and a thousand random sessions: the script of the page and the program make the same spans of
// them, ask the same, say the same and change the same.
//
//     cargo build --example page && node scripts/page/walks.mjs [COUNT] [SEED]
//
// With `--write`, a fixed set is written to tests/it/page_walks.jsonl with what the script makes of it; `cargo test`
// holds the program against that.

import { writeFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { join, walk } from './both.mjs';
import { ROOT, dice, ofTheProgram, program, scriptOf } from './program.mjs';

const words = process.argv.slice(2).filter(word => word !== '--write');
const writes = process.argv.includes('--write');
const count = Number(words[0] || (writes ? 14 : 1000)), seed = Number(words[1] || 1);
const names = program(['names']).split('\n').filter(name => name).map(routine => ({ routine }));
// No routine of ours has rounds yet, so that this file comes more often than any of them.
const rounds = 'scripts/page/rounds.toml';
for (const groups of [['bed'], ['bed'], [], [], []]) names.push({ routine: rounds, with: groups });
const pages = names.map(({ routine, with: groups }) => scriptOf(routine, groups));
const anyRoutine = () => { const nth = roll.below(names.length); return { asked: names[nth], page: pages[nth] }; };
const roll = dice(seed);

function anyPlan() {
  const { asked: routine, page } = anyRoutine(), DATA = page.DATA;
  const item = () => roll.below(page.planOf(DATA.routine).items.length + 2), turns = () => roll.below(8);
  const position = () => roll.of(Object.keys(DATA.positions));
  const told = () => Object.fromEntries(DATA.flags.filter(() => roll.chance(0.15)).map(flag => [flag, roll.of(['yes', 'yes', 'no', 'not-sure'])]));
  const first = [() => ({ told: told() }), () => 'leans-back', () => 'lighter', () => 'sore-day', () => 'without-number', () => 'lies-already'];
  const then = [() => ({ ease: [item(), turns()] }), () => ({ ease: [item(), turns()] }), () => ({ next: [item(), turns()] }),
    () => ({ enough: [item(), turns()] }), () => ({ 'sit-down': item() }), () => ({ relief: [item(), turns(), position()] }),
    () => ({ 'only-breathing': [item(), turns(), position()] }), () => ({ 'off-the-feet': [item(), turns()] })];
  const operations = [];
  let asked = false;
  for (let nth = roll.below(3); nth > 0; nth--) {
    const operation = roll.of(first)();
    // The health answers are given once in a session.
    if (typeof operation !== 'string' && asked) continue;
    asked = asked || typeof operation !== 'string';
    operations.push(operation);
  }
  for (let nth = roll.below(5); nth > 0; nth--) operations.push(roll.of(then)());
  return { page, asked: { ...routine, operations: operations.length ? operations : ['lighter'] } };
}

/** Keys that a person may press, most often such as lead on. */
function anyWalk() {
  const { asked: routine, page } = anyRoutine(), DATA = page.DATA;
  const keys = [];
  let time = 0;
  const press = (key, after) => { time += after; keys.push([time, key]); };
  // The pages before the plan, mostly without trouble.
  if (roll.chance(0.85)) press('n', 1000); else for (const key of roll.of(['1k', '2a', '1\n', '2q', 'x1k', '2\n'])) press(key, 500);
  const number = () => roll.of(['0', '2', '3', '4', '5', '6', '10', '', '11', '7']);
  const flags = DATA.routine.flags;
  if (flags.length) {
    if (DATA.routine.asks.includes('leaning-back')) press(roll.of(['n', 'y', '\n']), 800);
    else {
      const some = flags.map((_, nth) => String(nth + 1)).filter(() => roll.chance(0.12));
      for (const key of (some.length ? some.join(' ') : roll.of(['0', '0', '', '99'])) + '\n\n') press(key, 200);
    }
  }
  for (const key of number() + '\n') press(key, 300);
  press(roll.of([' ', ' ', ' ', 'n', 'g', 'x']), 2000);
  press(' ', 400);
  const total = 60000 + roll.below(900000);
  const keysDuring = ['e', 'n', 'p', ' ', 'q', 'e', 'n', 'p', 'x', '\n', '1', '2', '3', '4', '5', '6', 'y', 'k'];
  while (time < total && keys.length < 60) {
    press(roll.of(keysDuring), roll.of([0, 137, 900, 2500, 7000, 15000, 15000, 40000, 60000, 125000]));
    // Whatever is open then is mostly answered.
    if (roll.chance(0.7)) press(roll.of(['\n', ' ', 'y', 'n', '1', '2', '4']), roll.of([300, 1500, 4000, 190000]));
    if (roll.chance(0.3)) { press(roll.of(['3', '4', '5', '6']), 200); press('\n', 200); }
  }
  for (const key of ['q', 'q', '1', '\n', '3', '\n', '2', '2', 'o', 'k', '\n', '\n']) press(key, 800);
  return { page, asked: { ...routine, keys } };
}

/** Rounds from the first to the last, with what gets smaller in the first of them: Enter passes a gate and does nothing else. */
function throughRounds(place) {
  const keys = [[1000, 'n'], [2000, '0'], [2100, '\n'], [2200, '\n'], [3000, '2'], [3100, '\n'], [5000, ' '], [60000, 'e'], [400000, 'n']];
  for (let time = 70000; time < 2000000; time += 20000) keys.push([time, '\n']);
  keys.sort(([one], [other]) => one - other);
  return { page: pages[place], asked: { ...names[place], keys } };
}

const plans = Array.from({ length: count }, anyPlan);
const walks = Array.from({ length: count }, anyWalk).concat(throughRounds(names.length - 1), throughRounds(names.length - 5));
const ofThePage = plans.map(({ page, asked }) => join(page, asked.operations))
  .concat(walks.map(({ page, asked }) => walk(page, asked.keys)));
const all = plans.concat(walks).map(one => one.asked);
if (writes) {
  const lines = all.map((one, nth) => JSON.stringify({ ...one, told: ofThePage[nth] }) + '\n');
  writeFileSync(path(ROOT, 'tests/it/page_walks.jsonl'), lines.join(''));
}
const ours = ofTheProgram(all);
const asText = told => Array.isArray(told) ? told.join('\n') : told;
const events = {};
let differ = 0;
all.forEach((one, nth) => {
  const [program, page] = [asText(ours[nth]), asText(ofThePage[nth])];
  for (const line of page.split('\n')) { const kind = line.split(' ')[0]; if (/^[a-z]/.test(kind)) events[kind] = (events[kind] || 0) + 1; }
  if (program === page) return;
  differ++;
  if (differ > 3) return;
  console.log(`DIFFERENT ${JSON.stringify(one)}`);
  const [theirs, mine] = [program.split('\n'), page.split('\n')];
  const at = theirs.findIndex((line, nth) => line !== mine[nth]);
  for (let line = Math.max(0, at - 3); line <= at; line++) console.log(`  program ${theirs[line]}\n  page    ${mine[line]}`);
});
console.log(`${plans.length} plans and ${walks.length} sessions of ${new Set(names.map(one => one.routine)).size} routines: ${differ} different.`, JSON.stringify(events));
process.exit(differ ? 1 : 0);
