// The tones and the figure that the script makes, held against the program's: every sample of every routine, at the program's
// own rate and at those of the page, within rounding; every stroke of a figure at every other second, within a fifth of a unit of its grid.
//
//     cargo build --example page && node scripts/page/samples.mjs

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, program, samplesOf, scriptOf } from './program.mjs';

// The program's rate, and those of the page. A sample of a slower rate is the program's at that moment: every third, every sixth.
const RATE = 48000, RATES = [48000, 16000, 8000];
const EXAMPLE = join(ROOT, 'target', 'debug', 'examples', 'page');
let bad = 0;
for (const name of program(['names']).split('\n').filter(name => name)) {
  const page = scriptOf(name), timeline = page.compile(page.planOf(page.DATA.routine));
  const ours = spawnSync(EXAMPLE, ['samples', name], { maxBuffer: 1 << 30 }).stdout;
  const found = RATES.map(rate => {
    const theirs = samplesOf(page, timeline, rate), step = RATE / rate;
    let most = 0, differ = 0;
    for (let n = 0; n < theirs.length; n++) {
      const apart = Math.abs(theirs[n] - ours.readInt16LE(2 * n * step));
      if (apart > 0) differ++;
      if (apart > most) most = apart;
    }
    if (most > 1 || Math.abs(theirs.length * step * 2 - ours.length) >= 2 * step) bad++;
    return `${rate}: ${theirs.length} samples, ${differ} differ, by ${most} at most`;
  });
  const { apart, count } = figures(page, timeline, name);
  console.log(`${name}: ${found.join('; ')}; ${count} figures, ${apart.toFixed(2)} apart at most`);
  if (apart > 0.2) bad++;
}
process.exit(bad ? 1 : 0);

/** How far the strokes of the same moments are apart. */
function figures(page, timeline, name) {
  let apart = 0, count = 0;
  program(['figure', name]).split('\n').forEach((svg, nth) => {
    if (!svg) return;
    const at = nth * 2000 + 337, pose = page.poseAt(timeline, at, true);
    // Each point is written as the way from the one before.
    const numbers = text => Array.from(text.matchAll(/-?(?:\d+\.?\d*|\.\d+)/g), ([number]) => Number(number));
    const places = steps => { for (let nth = 2; nth < steps.length; nth++) steps[nth] += steps[nth - 2]; return steps; };
    const paths = Array.from(svg.matchAll(/ d="([^"]*)"/g), ([, path]) => path.split(/(?=M)/)).flat().map(path => places(numbers(path)));
    const strokes = page.strokesOf(pose);
    const mine = strokes.map(stroke => stroke.points.flat());
    count++;
    if (mine.length !== paths.length) {
      if (apart < Infinity) console.log(`  ${at}: ${mine.length} strokes, ${paths.length} ours`);
      apart = Infinity;
      return;
    }
    mine.forEach((points, stroke) => {
      // What is drawn as a dot has its place once or twice.
      points.forEach((number, place) => {
        const other = paths[stroke][place];
        if (other !== undefined) apart = Math.max(apart, Math.abs(number - other));
      });
    });
  });
  return { apart, count };
}
