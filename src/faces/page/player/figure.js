// The figure: which pose belongs to a place in time, how one becomes the next, and the strokes that draw it, as
// `src/figure/` and `src/domain/pose/` have them. Every length is in units of a grid of 100.

const SPINE = [5, 8, 7, 9, 4], HEAD = 6, LEG = [23, 22], ARM = [16, 16], FOOT_LENGTH = 7, HIPS = 5, SHOULDERS = 9;
const SHOULDER_HEIGHT = 0.8, SHOULDER_DEPTH = 2.5, BEHIND = [2.5, -1.5], BOTH_SEEN = 0.6, NOSE_LENGTH = 1.3, FLOOR = 95;
const ALMOST = 0.05, TURNED_ROUND = 110, LEVEL = 0.5, STEP_TIME = 1200;

/** @param {Point} a @param {Point} b @returns {Point} */
function plus(a, b) { return [a[0] + b[0], a[1] + b[1]]; }
/** @param {Point} a @param {Point} b @returns {Point} */
function minus(a, b) { return [a[0] - b[0], a[1] - b[1]]; }
/** @param {Point} a @param {number} factor @returns {Point} */
function times(a, factor) { return [a[0] * factor, a[1] * factor]; }
/** @param {Point} a @param {Point} b @param {number} part @returns {Point} */
function between(a, b, part) { return plus(a, times(minus(b, a), part)); }
/** @param {Point} a @param {Point} b */
function distance(a, b) { return Math.hypot(b[0] - a[0], b[1] - a[1]); }
/** @param {number} degrees */
function radians(degrees) { return degrees * Math.PI / 180; }
/** The way of a bone: 0 is up, 90 to the right. @param {number} degrees @returns {Point} */
function wayOf(degrees) { return [Math.sin(radians(degrees)), -Math.cos(radians(degrees))]; }
/** @param {Point} from @param {Point} to */
function directionOf(from, to) { return Math.atan2(to[0] - from[0], from[1] - to[1]) * 180 / Math.PI; }
/** @param {number} degrees */
function wrapped(degrees) { return ((degrees + 180) % 360 + 360) % 360 - 180; }
/** @param {number} from @param {number} to @param {number} part */
function mix(from, to, part) { return from + (to - from) * part; }
/** @param {number} from @param {number} to @param {number} part */
function turned(from, to, part) { return from + wrapped(to - from) * part; }
/** A way from 0 to 1 with a soft start and end. @param {number} part */
function soft(part) { return part * part * (3 - 2 * part); }

// From pose to pose.

/** @param {Limb} from @param {Limb} to @param {number} part @returns {Limb} */
function limbToward(from, to, part) {
  const given = from[4] || to[4] ? 1 : 0, ends = from[5] && to[5] && (Math.abs(from[5][1] - to[5][1]) < LEVEL || given);
  return [turned(from[0], to[0], part), mix(from[1], to[1], part), mix(from[2], to[2], part), mix(from[3], to[3], part),
    given, ends && from[5] && to[5] ? between(from[5], to[5], part) : null];
}

/** The pose at a part of the way to another one. @param {Pose} from @param {Pose} to @param {number} wanted @returns {Pose} */
function toward(from, to, wanted) {
  const part = Math.max(0, Math.min(1, wanted)), nearer = part < 0.5 ? from : to;
  if (part <= 0 || part >= 1 || Math.abs(from.spine[0] - to.spine[0]) > TURNED_ROUND) return nearer;
  /** @param {number[]} a @param {number[]} b */
  const all = (a, b) => a.map((one, nth) => mix(one, b[nth], part));
  return {
    ...nearer, pelvis: between(from.pelvis, to.pelvis, part), spine: all(from.spine, to.spine), facing: all(from.facing, to.facing),
    towardUs: mix(from.towardUs, to.towardUs, part),
    belly: mix(from.belly, to.belly, part), arms: [0, 1].map(side => limbToward(from.arms[side], to.arms[side], part)),
    legs: [0, 1].map(side => limbToward(from.legs[side], to.legs[side], part)),
    toes: [0, 1].map(side => turned(from.toes[side], to.toes[side], part)), frame: all(from.frame, to.frame), working: to.working,
  };
}

/** The same pose on the other side of the body. @param {Pose} pose @returns {Pose} */
function mirrored(pose) {
  const lies = Math.abs(pose.spine[0]) > 45;
  const across = pose.view === 'front' ? (lies ? 50 : pose.pelvis[0]) : null, down = pose.view === 'above' ? pose.pelvis[1] : null;
  /** @param {Point} point @returns {Point} */
  const place = ([x, y]) => [across === null ? x : 2 * across - x, down === null ? y : 2 * down - y];
  /** @param {number} degrees */
  const direction = degrees => across !== null ? -degrees : down !== null ? wrapped(180 - degrees) : degrees;
  const sides = across === null && down === null;
  /** @param {number} degrees */
  const bend = degrees => sides ? degrees : -degrees;
  /** @param {Limb} limb @returns {Limb} */
  const limb = ([upper, away, bent, lower, given, end]) => [direction(upper), away, bend(bent), lower, given, end && place(end)];
  const [one, other] = [place([pose.frame[0], pose.frame[1]]), place([pose.frame[2], pose.frame[3]])];
  return {
    ...pose, pelvis: place(pose.pelvis), spine: pose.spine.map((bent, nth) => nth ? bend(bent) : direction(bent)),
    facing: pose.facing.map(facing => sides ? -facing : 180 - facing), arms: [limb(pose.arms[1]), limb(pose.arms[0])],
    legs: [limb(pose.legs[1]), limb(pose.legs[0])], toes: [direction(pose.toes[1]), direction(pose.toes[0])],
    around: pose.turned || pose.around, turned: pose.turned && pose.around, working: pose.working && [pose.working[0], 1 - pose.working[1]],
    frame: [Math.min(one[0], other[0]), Math.min(one[1], other[1]), Math.max(one[0], other[0]), Math.max(one[1], other[1])],
  };
}

// Where everything lies.

/** The knee or elbow of a limb: two sides of a triangle are known. @param {Point} root @param {Point} end @param {number} bends @param {number[]} lengths */
function joint(root, end, bends, [upper, lower]) {
  const span = Math.max(Math.abs(upper - lower) + ALMOST, Math.min(upper + lower - ALMOST, distance(root, end)));
  const cosine = Math.max(-1, Math.min(1, (upper * upper + span * span - lower * lower) / (2 * upper * span)));
  const angle = Math.acos(cosine) * 180 / Math.PI, sign = bends < 0 || Object.is(bends, -0) ? -1 : 1;
  return plus(root, times(wayOf(directionOf(root, end) - sign * angle), upper));
}

/** Where the joint and the end of a limb lie. @param {Limb} limb @param {Point} root @param {number[]} lengths @returns {[Point, Point]} */
function jointsOf([upper, away, bend, lowerAway, given, end], root, lengths) {
  const straight = plus(root, times(wayOf(upper), lengths[0] * Math.cos(radians(away))));
  if (!end) return [straight, plus(straight, times(wayOf(upper + bend), lengths[1] * Math.cos(radians(lowerAway))))];
  if (given) {
    return [straight, plus(straight, times(wayOf(directionOf(straight, end)), Math.min(distance(straight, end), lengths[1])))];
  }
  const bent = joint(root, end, bend, lengths);
  return [bent, plus(bent, times(wayOf(directionOf(bent, end)), lengths[1]))];
}

/** @param {Point} middle @param {number} trunk @param {number} half @param {number} facing @returns {[Point, Point]} */
function pair(middle, trunk, half, facing) {
  const apart = times(wayOf(trunk - 90), half * Math.sin(radians(facing)));
  return [plus(middle, apart), minus(middle, apart)];
}

/** Where everything lies that is drawn of a body. @param {Pose} pose @returns {Skeleton} */
function skeleton(pose) {
  /** @type {Point[]} */
  const spine = [pose.pelvis];
  const seen = Math.cos(radians(pose.towardUs));
  let leaning = 0;
  SPINE.forEach((length, nth) => {
    leaning += pose.spine[nth];
    spine.push(plus(spine[nth], times(wayOf(leaning), length * seen)));
  });
  const skull = pose.spine.reduce((sum, bend) => sum + bend, 0), trunk = pose.spine.slice(0, 4).reduce((sum, bend) => sum + bend, 0);
  const up = wayOf(skull), head = plus(spine[5], times(up, HEAD * seen)), front = times(wayOf(skull + 90), Math.cos(radians(pose.facing[2])));
  const middle = plus(between(spine[3], spine[4], SHOULDER_HEIGHT), times(wayOf(trunk + 90), SHOULDER_DEPTH * Math.cos(radians(pose.facing[1]))));
  const shoulders = pair(middle, trunk, SHOULDERS, pose.facing[1]), hips = pair(pose.pelvis, pose.spine[0], HIPS, pose.facing[0]);
  const profile = Math.abs(Math.cos(radians(pose.facing[0]))), hidden = pose.view === 'side' ? Math.max(0, profile - BOTH_SEEN) / (1 - BOTH_SEEN) : 0;
  /** @type {[Point, Point]} */
  const behind = [[0, 0], [BEHIND[0] * hidden, BEHIND[1] * hidden]];
  /** @param {number} side */
  const arm = side => [shoulders[side], ...jointsOf(pose.arms[side], shoulders[side], ARM)].map(point => plus(point, behind[side]));
  /** @param {number} side */
  const leg = side => {
    const [knee, ankle] = jointsOf(pose.legs[side], hips[side], LEG);
    const toes = plus(ankle, times(wayOf(pose.toes[side]), FOOT_LENGTH * Math.max(profile, 0.5)));
    return [hips[side], knee, ankle, toes].map(point => plus(point, behind[side]));
  };
  const waist = between(spine[1], spine[2], 0.7), out = times(wayOf(pose.spine[0] + pose.spine[1] + 90), pose.belly);
  return {
    spine, head, nose: [minus(plus(head, times(front, HEAD - 1)), up), minus(plus(head, times(front, HEAD + NOSE_LENGTH)), times(up, 1.6))], arms: [arm(0), arm(1)],
    legs: [leg(0), leg(1)], belly: pose.belly > 0 ? plus(waist, out) : null,
  };
}

// Which pose, when.

/** @param {Timeline} timeline @param {string} stance */
function stancePose(timeline, stance) { return timeline.plan.routine.stances[stance]; }

/** @type {Record<Position, string>} */
const STANCES = {
  seated: 'seated', lying: 'lying-knees-bent', 'side-lying': 'side-lying', prone: 'prone', 'all-fours': 'all-fours',
  standing: 'standing', walking: 'walking',
};

/** The steps of a change of position, as far as they are the same for every exercise. @param {Step} step @param {Position} to @returns {string[]} */
function onTheWay(step, to) {
  switch (step) {
    case 'lie-down':
      if (to === 'prone' || to === 'all-fours') return ['all-fours'];
      return to === 'side-lying' ? ['bed-sit', 'bed-elbow'] : ['bed-sit', 'bed-elbow', 'side-lying'];
    case 'roll': return ['side-lying'];
    case 'push-up': return ['bed-elbow', 'bed-sit'];
    case 'sit': return ['bed-sit'];
    case 'stand': case 'stand-again': return ['seated-hinge', 'worktop-stand'];
    case 'sit-down': return ['seated-hinge', 'seated'];
    default: return [];
  }
}

/** @param {number | null | undefined} pose @returns {number[]} */
function some(pose) { return typeof pose === 'number' ? [pose] : []; }

/** @param {number | null | undefined} pose @returns {number[]} */
function begun(pose) {
  if (typeof pose !== 'number') return [];
  const begins = DATA.poses[pose].begins;
  return [begins === null ? pose : begins];
}

/** The pose in which an exercise is awaited. @param {Timeline} timeline @param {Span} span @returns {number[]} */
function readyPose(timeline, span) {
  const version = versionOf(timeline, span), first = version.phases.find(phase => phase.pose !== null);
  return first ? begun(first.pose) : some(stancePose(timeline, STANCES[version.position]));
}

/** The pose in which an exercise ends. @param {Timeline} timeline @param {Span} span @returns {number[]} */
function donePose(timeline, span) {
  const version = versionOf(timeline, span), last = version.phases.filter(phase => phase.pose !== null).pop();
  return last ? begun(last.pose) : some(stancePose(timeline, STANCES[endsIn(version)]));
}

/** The pose of a phase, and before it those that lie on the way. @param {Timeline} timeline @param {Span} span @param {number} phase @returns {number[]} */
function inPhase(timeline, span, phase) {
  const poses = versionOf(timeline, span).phases.map(one => one.pose);
  /** @param {number} count */
  const upTo = count => poses.slice(0, count).filter(pose => pose !== null).pop();
  const to = upTo(phase + 1);
  if (typeof to !== 'number') return readyPose(timeline, span);
  const before = upTo(phase), from = typeof before === 'number' ? before : upTo(poses.length);
  if (typeof from !== 'number' || from === to) return [to];
  return [...some(DATA.poses[from].through), ...some(DATA.poses[to].through), to];
}

/** @param {number[][]} frames @returns {number[] | null} */
function frameAround(frames) {
  if (!frames.length) return null;
  /** @param {number} corner @param {(...all: number[]) => number} most */
  const edge = (corner, most) => most(...frames.map(frame => frame[corner]));
  return [edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)];
}

/** Every pose of an exercise, also of its easier version. @param {Timeline} timeline @param {Span} span @returns {number[]} */
function shownPoses(timeline, span) {
  const exercise = exerciseOf(timeline, span), phases = (exercise.easier ? exercise.easier.phases : []).concat(exercise.full.phases);
  return phases.flatMap(({ pose }) => pose === null ? [] : [pose, ...begun(pose), ...some(DATA.poses[pose].through)]);
}

/** The side of a span: its own, else that of the next repetition, else that of the last one. @param {Timeline} timeline @param {number} index @returns {Side | null} */
function sideOf(timeline, index) {
  const spans = timeline.spans, span = spans[index];
  const isOver = (span.part === 'rest' && span.set === null) || span.part === 'finished';
  const found = isOver ? spans.slice(0, index).reverse().find(one => one.part === 'phase') : spans.slice(index).find(one => one.part === 'phase');
  return found && found.part === 'phase' ? found.turn.side : null;
}

/** Where the figure goes in one span. @param {Timeline} timeline @param {number} index @returns {Pose[]} */
function stopsOf(timeline, index) {
  const span = timeline.spans[index], isRest = span.part === 'rest' && span.set === null;
  /** @param {string[]} stances */
  const known = stances => stances.flatMap(stance => some(stancePose(timeline, stance)));
  const sits = isRest && isStep(timeline.spans[index - 1], 'sit-down');
  /** @type {number[]} */
  let stops;
  if (span.part === 'phase') stops = inPhase(timeline, span, span.phase);
  else if (span.part === 'transition') {
    stops = known(onTheWay(span.step, versionOf(timeline, span).position));
    if (span.step === 'lie-down' || span.step === 'turn') stops = stops.concat(readyPose(timeline, span));
  } else if (sits) stops = known(['seated']);
  else if (isRest) stops = donePose(timeline, span);
  else if (span.part === 'finished') stops = known([STANCES[positionAt(timeline, index)]]);
  else stops = readyPose(timeline, span);
  const framed = span.part === 'transition' || span.part === 'finished' || sits ? stops : shownPoses(timeline, span);
  const frame = frameAround(framed.map(pose => DATA.poses[pose].frame)), forOneSide = span.part === 'phase';
  const rises = isStep(span, 'roll') || isStep(span, 'push-up') || isStep(span, 'sit');
  const side = rises ? null : sideOf(timeline, index);
  const works = side !== null && ['setup', 'lead-in', 'change-over', 'phase'].includes(span.part);
  const working = works ? exerciseOf(timeline, span).working : null;
  return stops.map((stop, nth) => {
    const pose = { ...DATA.poses[stop], working };
    const placed = side === 'left' && (forOneSide || nth + 1 === stops.length) ? mirrored(pose) : pose;
    return { ...placed, frame: frame || placed.frame };
  });
}

/** The pose at a place in time; without motion each stands still. @param {Timeline} timeline @param {number} at @param {boolean} moving @returns {Pose | null} */
function poseAt(timeline, at, moving) {
  const index = indexAt(timeline, at), span = timeline.spans[index], stops = stopsOf(timeline, index);
  if (!stops.length) return null;
  const each = span.length / stops.length, gone = Math.max(0, at - span.at);
  let nth = 0;
  for (let later = 1; later < stops.length; later++) if (each * later <= gone) nth = later;
  if (!moving) return stops[nth];
  const from = nth > 0 ? stops[nth - 1] : index > 0 ? stopsOf(timeline, index - 1).pop() : undefined;
  if (!from) return stops[nth];
  const moves = span.part === 'phase' && span.length <= DATA.breathAtMost ? each : Math.min(each, DATA.moves);
  const pose = toward(from, stops[nth], soft(Math.min(1, (gone - each * nth) / Math.max(1, moves))));
  return span.part === 'phase' && positionAt(timeline, index) === 'walking' ? stepping(pose, gone) : pose;
}

/** Somebody who walks: now this foot in front, now the other. @param {Pose} pose @param {number} gone */
function stepping(pose, gone) {
  const steps = gone / STEP_TIME, there = steps % 2 < 1 ? steps % 1 : 1 - steps % 1;
  return toward(pose, mirrored(pose), soft(there));
}

// How it is drawn.

const THIGH = 7, SHIN = 5.4, FOOT = 4, UPPER_ARM = 4, FOREARM = 3.5, SHOULDER_LINE = 4.4, HAND = 2.3, NOSE = 1.8, NECK = 4.6, THING = 1.8, ROUNDED = 3;
const PIECES = 4, STRAP = 0.8, APART = 0.45, FOLDED = 0.35, STROKE_GAP = 1.2;
const TRUNK_SIDE = [5.2, 4.6, 4.9, 5.4, 3.2, 2.3], TRUNK_FRONT = [7, 6, 6.2, 8.2, 4.2, 2.4], TRUNK_BEFORE = [0.8, 1.4, 1.8, 1.8, 0.6, 0.2];

/** Everything that is drawn of a pose, from the back to the front. @param {Pose} pose @returns {Stroke[]} */
function strokesOf(pose) {
  const bones = skeleton(pose), strokes = aroundOf(pose, bones);
  const behind = Math.sin(radians(pose.facing[0])) < 0.7 ? 'far' : 'near';
  // Who lies and looks the other way shows the other side.
  const front = Math.cos(radians(pose.facing[0])) < -0.7 ? 1 : 0;
  /** @param {string} limb @param {number} side @param {string} usual */
  const tone = (limb, side, usual) => pose.working && pose.working[0] === limb && pose.working[1] === side ? 'works' : usual;
  /** @param {number} side @param {string} usual */
  const limbs = (side, usual) => {
    drawLimb(strokes, tone('leg', side, usual), bones.legs[side], [THIGH, SHIN, FOOT]);
    drawLimb(strokes, tone('arm', side, usual), bones.arms[side], [UPPER_ARM, FOREARM]);
  };
  if (behind === 'far') limbs(1 - front, 'far');
  /** @param {number} width @param {Point[]} points @param {boolean} [closed] */
  const trunk = (width, points, closed) => strokes.push({ tone: 'trunk', width, points, closed: !!closed });
  trunk(ROUNDED, trunkOf(pose, bones.spine), true);
  trunk(SHOULDER_LINE, [bones.arms[0][0], bones.spine[4], bones.arms[1][0]]);
  if (bones.belly) trunk(ROUNDED, curveOf([bones.spine[3], bones.belly, bones.spine[0]]), true);
  trunk(NECK, [bones.spine[4], bones.head]);
  trunk(2 * HEAD, [bones.head, bones.head]);
  trunk(NOSE, bones.nose);
  if (behind === 'near') limbs(1 - front, 'near');
  limbs(front, 'near');
  return strokes;
}

/** Two bones with a gap in front of the trunk, and a foot or a hand. @param {Stroke[]} strokes @param {string} tone @param {Point[]} joints @param {number[]} widths */
function drawLimb(strokes, tone, [root, bent, end, toes], widths) {
  /** @param {string} tone @param {number} width @param {Point} from @param {Point} to */
  const bone = (tone, width, from, to) => strokes.push({ tone, width, points: [from, to], closed: false });
  const lies = tone !== 'far';
  if (lies) {
    bone('gap', widths[0] + 2 * STROKE_GAP, between(root, bent, APART), bent);
    bone('gap', widths[1] + 2 * STROKE_GAP, bent, end);
  }
  bone(tone, widths[0], root, bent);
  // What is folded back lies in front of its own upper bone.
  if (lies) bone('gap', widths[1] + 2 * STROKE_GAP, between(bent, end, FOLDED), end);
  bone(tone, widths[1], bent, end);
  if (toes) bone(tone, widths[2], end, toes); else bone(tone, 2 * HAND, end, end);
}

/** The outline of the trunk: as broad as one sees of it. @param {Pose} pose @param {Point[]} spine @returns {Point[]} */
function trunkOf(pose, spine) {
  /** @type {Point[]} */
  const front = [];
  /** @type {Point[]} */
  const back = [];
  for (let nth = 0; nth < 6; nth++) {
    const along = minus(spine[Math.min(5, nth + 1)], spine[Math.max(0, nth - 1)]), length = Math.max(1e-7, Math.hypot(...along));
    /** @type {Point} */
    const forward = [-along[1] / length, along[0] / length];
    const facing = radians(mix(pose.facing[0], pose.facing[1], Math.min(1, nth / 4)));
    const half = Math.hypot(TRUNK_FRONT[nth] * Math.sin(facing), TRUNK_SIDE[nth] * Math.cos(facing)) - ROUNDED / 2;
    const middle = plus(spine[nth], times(forward, TRUNK_BEFORE[nth] * Math.cos(facing)));
    front.push(plus(middle, times(forward, half)));
    back.push(minus(middle, times(forward, half)));
  }
  return curveOf(front).concat(curveOf(back).reverse());
}

/** What a figure sits on, lies on or holds. @param {Pose} pose @param {Skeleton} bones @returns {Stroke[]} */
function aroundOf(pose, bones) {
  const [left, top, right, bottom] = pose.frame;
  /** @param {Point[]} points @returns {Stroke} */
  const thing = points => ({ tone: 'around', width: THING, points, closed: false });
  const strokes = pose.view !== 'above' && bottom >= FLOOR ? [thing([[left, FLOOR + 0.2], [right, FLOOR + 0.2]])] : [];
  /** @param {number} x @param {number} y @returns {Point} */
  const kept = (x, y) => [Math.max(left, Math.min(right, x)), Math.max(top, Math.min(bottom, y))];
  for (const [x, y, toX, toY] of pose.around) {
    const ends = [kept(x, y), kept(toX, toY)];
    if (ends[0][0] !== ends[1][0] || ends[0][1] !== ends[1][1]) strokes.push(thing(ends));
  }
  if (pose.strap) {
    const raised = bones.legs[1][1][1] < bones.legs[0][1][1] ? 1 : 0, [hip, knee] = bones.legs[raised];
    strokes.push(thing([bones.arms[raised][2], between(hip, knee, STRAP)]));
  }
  return strokes;
}

/** A curve through all joints, without a corner. @param {Point[]} joints @returns {Point[]} */
function curveOf(joints) {
  /** @param {number} nth */
  const at = nth => joints[Math.max(0, Math.min(joints.length - 1, nth))];
  /** @type {Point[]} */
  const points = [];
  for (let nth = 0; nth + 1 < joints.length; nth++) {
    const [before, from, to, after] = [at(nth - 1), at(nth), at(nth + 1), at(nth + 2)];
    for (let piece = 0; piece < PIECES; piece++) {
      const part = piece / PIECES, square = part * part, cube = square * part;
      /** @param {0 | 1} axis */
      const on = axis => from[axis] + ((to[axis] - before[axis]) * part
        + (before[axis] * 2 - from[axis] * 5 + to[axis] * 4 - after[axis]) * square
        + (from[axis] * 3 - before[axis] - to[axis] * 3 + after[axis]) * cube) * 0.5;
      points.push([on(0), on(1)]);
    }
  }
  points.push(joints[joints.length - 1]);
  return points;
}

/** The points of a stroke as SVG has them; a line without length is a dot only where it has some. @param {Stroke} stroke */
function pathOf({ points, closed }) {
  if (points.length === 2 && points[0] === points[1]) return 'M' + points[0].map(number => number.toFixed(1)).join(' ') + 'h.01';
  return points.map(([x, y], nth) => (nth ? 'L' : 'M') + x.toFixed(1) + ' ' + y.toFixed(1)).join('') + (closed ? 'z' : '');
}
