// Today's version of a routine, and what makes it smaller: the same functions as `src/domain/plan/`.
// A plan is never changed in place; each function gives another one.

const FULL = 0, EASIER = 1;

/** @param {Exercise} exercise @param {Ease} ease @returns {Version} */
function versionIn(exercise, ease) {
  return ease === EASIER && exercise.easier ? exercise.easier : exercise.full;
}

/** @param {Position} position */
function isDown(position) { return DATA.positions[position].down; }

/** @param {Position} position */
function isOnFeet(position) { return DATA.positions[position].feet; }

/** @param {Version} version @returns {Position} */
function endsIn(version) { return version.phases[version.phases.length - 1].position || version.position; }

/** @param {Version} version */
function standsInIt(version) {
  return isOnFeet(version.position) || version.phases.some(phase => !!phase.position && isOnFeet(phase.position));
}

/** Every repetition of a version, in order. @param {Version} version @param {Ease} ease @returns {Turn[]} */
function turnsOf(version, ease) {
  /** @type {Turn[]} */
  const turns = [];
  for (let set = 1; set <= version.sets; set++) {
    /** @param {Side | null} side */
    const oneSide = side => {
      for (let rep = 1; rep <= version.reps; rep++) turns.push({ set, side, rep, ease });
    };
    if (version.sides === 'both') oneSide(null);
    else if (version.sides === 'left' || version.sides === 'right') oneSide(version.sides);
    else if (version.sides === 'each') { oneSide('left'); oneSide('right'); }
    else {
      for (let rep = 1; rep <= version.reps; rep++) {
        turns.push({ set, side: 'left', rep, ease }, { set, side: 'right', rep, ease });
      }
    }
  }
  return turns;
}

/** @param {Version} version */
function countSides(version) { return version.sides === 'each' || version.sides === 'alternate' ? 2 : 1; }

/** The routine as its file asks for it, without what needs leave that a page cannot take. @param {Routine} routine @returns {Plan} */
function planOf(routine) {
  const exercises = routine.exercises.concat(DATA.spare), own = routine.exercises.length;
  /** @param {number} exercise @param {number} round @returns {Item} */
  const item = (exercise, round) => ({
    exercise, round, turns: turnsOf(exercises[exercise].full, FULL), leftOut: exercises[exercise].leave, easierFor: null,
    inPlaceOf: null, endsAfter: null, sitsDown: false,
  });
  /** @type {Item[]} */
  const items = [];
  for (let next = 0; next < own;) {
    const group = groupOf(routine, next), to = group ? group.to : next + 1;
    for (let round = 1; round <= (group ? group.rounds : 1); round++) {
      for (let exercise = next; exercise < to; exercise++) {
        items.push({ ...item(exercise, round), ...(group && group.optional && { leftOut: ['optional'] }) });
      }
    }
    next = to;
  }
  return {
    routine, exercises, items,
    relief: DATA.spare.map((_, spare) => ({ ...item(own + spare, 1), leftOut: null })), times: { ...DATA.times[''] },
    holdAtMost: null, company: false, liesAlready: false, sitsHigh: false, liesOnABed: false,
  };
}

/** The group of an exercise. @param {Routine} routine @param {number} exercise @returns {Group | null} */
function groupOf(routine, exercise) {
  return routine.groups.find(group => group.from <= exercise && exercise < group.to) || null;
}

/** How many rounds there are today of the group of an item; 1 where there are not several. @param {Plan} plan @param {Item} item */
function roundsOf(plan, item) {
  const group = groupOf(plan.routine, item.exercise);
  const same = plan.items.filter(other => other.leftOut === null && group && groupOf(plan.routine, other.exercise) === group);
  return Math.max(1, ...same.map(other => other.round));
}

/** @param {Plan} plan @returns {Plan} */
function copyOf(plan) {
  /** @param {Item} item */
  const copy = item => ({ ...item });
  return {
    ...plan, exercises: plan.exercises.slice(), items: plan.items.map(copy), relief: plan.relief.map(copy),
    times: { ...plan.times },
  };
}

/** The repetitions that are left of an item. @param {Item} item */
function turnsLeft(item) { return item.endsAfter === null ? item.turns : item.turns.slice(0, item.endsAfter); }

/** Whether anything of it but the way to its position takes place. @param {Item} item */
function isDone(item) { return item.leftOut === null && turnsLeft(item).length > 0; }

/** @param {Plan} plan */
function isEmpty(plan) { return !plan.items.some(isDone); }

/** @param {Plan} plan @param {Item} item */
function firstVersion(plan, item) {
  const turns = turnsLeft(item);
  return versionIn(plan.exercises[item.exercise], turns.length ? turns[0].ease : FULL);
}

/** @param {Plan} plan @param {Item} item */
function lastVersion(plan, item) {
  const turns = turnsLeft(item);
  return versionIn(plan.exercises[item.exercise], turns.length ? turns[turns.length - 1].ease : FULL);
}

/** @param {Plan} plan @param {Item} item */
function isItemOnFeet(plan, item) { return standsInIt(firstVersion(plan, item)) || standsInIt(lastVersion(plan, item)); }

/** @param {Plan} plan @param {number} item @returns {number | null} */
function nextAfter(plan, item) {
  for (let index = item + 1; index < plan.items.length; index++) if (isDone(plan.items[index])) return index;
  return null;
}

/**
 * Fewer turns from `from` on: of what is left to the side that is next, `keep` says how much stays, and the other
 * side gets no more than that, so that both end equal.
 * @param {Turn[]} turns @param {number} from @param {number} sets @param {(left: number) => number} keep
 */
function shorten(turns, from, sets, keep) {
  const next = turns[from];
  if (!next) return turns;
  /** @type {Record<string, number>} */
  const planned = {};
  for (const turn of turns) planned[turn.set + '/' + turn.side] = turn.rep;
  /** @param {Turn} turn */
  const lastRep = turn => turn.set === next.set
    ? next.rep - 1 + keep(planned[next.set + '/' + next.side] - (next.rep - 1))
    : keep(planned[turn.set + '/' + turn.side]);
  return turns.filter((turn, nth) => nth < from || (turn.set <= sets && turn.rep <= lastRep(turn)));
}

/** Whether the easier version can follow within an exercise. @param {Version} full @param {Version} easier */
function isInPlace(full, easier) {
  return easier.position === full.position && endsIn(easier) === endsIn(full) && easier.sides === full.sides;
}

/** @param {number} left */
const half = left => Math.ceil(left / 2);

/**
 * The easier version of what is left of an item, from this turn on; halved where it is easier already or has none.
 * @param {Plan} plan @param {number} index @param {number} from @returns {[Plan, Eased]}
 */
function ease(plan, index, from) {
  let [eased, came] = easeItem(plan, index, from);
  // It holds for later rounds.
  const begun = plan.items[index];
  plan.items.forEach((other, later) => {
    if (!begun || later <= index || other.exercise !== begun.exercise || other.round <= begun.round) return;
    const [next, ofThis] = easeItem(eased, later, 0);
    eased = next;
    if (came === 'not') came = ofThis;
  });
  return [eased, came];
}

/** @param {Plan} plan @param {number} index @param {number} from @returns {[Plan, Eased]} */
function easeItem(plan, index, from) {
  const item = plan.items[index], next = item && item.turns[from];
  if (!next) return [plan, 'not'];
  const exercise = plan.exercises[item.exercise], easier = exercise.easier;
  const eased = copyOf(plan);
  if (next.ease === FULL && easier && isInPlace(exercise.full, easier)) {
    const turns = shorten(item.turns, from, Math.max(easier.sets, next.set), left => Math.min(left, easier.reps));
    eased.items[index].turns = turns.map((turn, nth) => nth < from ? turn : { ...turn, ease: EASIER });
    return [eased, 'easier'];
  }
  const fewer = shorten(item.turns, from, Infinity, half);
  if (fewer.length === item.turns.length) return [plan, 'not'];
  eased.items[index].turns = fewer;
  return [eased, 'fewer'];
}

/** Ends an item after so many turns, without its rest. @param {Plan} plan @param {number} index @param {number} turns */
function endItem(plan, index, turns) {
  const ended = copyOf(plan);
  if (ended.items[index]) ended.items[index].endsAfter = turns;
  return ended;
}

/** @param {Plan} plan @param {number} index */
function sitDownAfter(plan, index) {
  const sits = copyOf(plan);
  if (sits.items[index]) sits.items[index].sitsDown = true;
  return sits;
}

/**
 * Finishes an item with this repetition; the other side, where it comes later, gets as many.
 * @param {Plan} plan @param {number} index @param {number} turn @returns {[Plan, boolean]}
 */
function finishWith(plan, index, turn) {
  const item = plan.items[index], last = item && item.turns[turn];
  if (!last) return [plan, false];
  const others = item.turns.slice(turn + 1).filter(later => later.side !== last.side && later.rep <= last.rep);
  const finished = copyOf(plan);
  finished.items[index].turns = item.turns.slice(0, turn + 1).concat(others);
  return [finished, others.length > 0];
}

/** @param {Plan} plan @param {number} from @param {LeftOut} why @param {(exercise: Exercise) => boolean} isSo */
function leaveOut(plan, from, why, isSo) {
  const less = copyOf(plan);
  for (const item of less.items.slice(from)) {
    if (item.leftOut === null && isSo(less.exercises[item.exercise])) item.leftOut = why;
  }
  return less;
}

/** Half the repetitions, rounded up, and no long hold; rests stay whole. @param {Plan} plan @returns {Plan} */
function lighter(plan) {
  if (plan.holdAtMost !== null) return plan;
  const less = copyOf(plan);
  // Half the rounds where there are several, else half the repetitions.
  less.items = less.items.filter(item => roundsOf(plan, item) === 1 || item.round <= half(roundsOf(plan, item)));
  for (const item of less.items.filter(item => roundsOf(plan, item) === 1)) {
    const { kind, easier } = less.exercises[item.exercise];
    // Of one walk there is no half.
    if (kind === 'walk' && item.turns.length === 1 && easier) becomeEasier(item, easier);
    item.turns = shorten(item.turns, 0, Infinity, half);
  }
  less.holdAtMost = DATA.lightHold;
  return less;
}

/** @param {Exercise} exercise */
const isStrength = exercise => exercise.kind === 'strength';

/** @param {Plan} plan */
const forASoreDay = plan => leaveOut(lighter(plan), 0, ['sore'], isStrength);

/** @param {Plan} plan */
const withoutNumber = plan => lighter(leaveOut(plan, 0, ['no-number'], isStrength));

/** Puts in what relieves. @param {Plan} plan @param {number} at @param {Relief} relief @param {Position} position */
function insert(plan, at, relief, position) {
  const spare = plan.routine.relief[relief][isDown(position) ? 1 : 0], own = plan.routine.exercises.length;
  const item = plan.relief.find(item => spare !== null && item.exercise === own + spare);
  if (item) plan.items.splice(Math.min(at, plan.items.length), 0, { ...item, leftOut: null });
}

/** @param {Plan} plan @param {number} item @param {number} begun @param {Position} position @returns {[Plan, number | null]} */
function restAndShrink(plan, item, begun, position) {
  const less = leaveOut(endItem(plan, item, begun), item + 1, ['sore'], exercise => !DATA.small.includes(exercise.kind));
  insert(less, item + 1, 'ease', position);
  return [less, item + 1];
}

/** @param {Plan} plan @param {number} item @param {number} begun @param {Position} position @returns {[Plan, number | null]} */
function onlyBreathe(plan, item, begun, position) {
  const less = leaveOut(endItem(plan, item, begun), item + 1, ['legs'], exercise => exercise.kind !== 'breath');
  const next = nextAfter(less, item);
  if (next !== null) return [less, next];
  insert(less, item + 1, 'breath', position);
  return [less, item + 1];
}

/** Nothing on the feet from `item` on. @param {Plan} plan @param {number} item @param {number} begun @returns {[Plan, number | null]} */
function keepOffTheFeet(plan, item, begun) {
  /** @param {Item} other */
  const onFeet = other => other.leftOut === null && isItemOnFeet(plan, other);
  const ends = !!plan.items[item] && onFeet(plan.items[item]);
  let less = copyOf(plan);
  plan.items.forEach((other, index) => {
    if (index > item && onFeet(other)) less.items[index].leftOut = ['dizzy'];
  });
  if (!ends) return [less, null];
  less = endItem(less, item, begun);
  const next = nextAfter(less, item);
  if (next !== null) return [less, next];
  insert(less, item + 1, 'breath', 'seated');
  return [less, item + 1];
}

/** The easier version from the first repetition. @param {Item} item @param {Exercise} exercise @param {Why} why */
function shrink(item, exercise, why) {
  const easier = exercise.easier;
  if (!easier) return false;
  item.easierFor = item.easierFor || why;
  becomeEasier(item, easier);
  return true;
}

/** The easier version, and no more of it than is left today. @param {Item} item @param {Version} easier */
function becomeEasier(item, easier) {
  if (!item.turns.length || item.turns[0].ease !== FULL) return;
  const [reps, sets] = mostOf(item);
  item.turns = turnsOf(easier, EASIER).filter(turn => turn.rep <= reps && turn.set <= sets);
}

/** The last repetition and the last set that are left of it. @param {Item} item */
function mostOf(item) {
  return [Math.max(0, ...item.turns.map(turn => turn.rep)), Math.max(0, ...item.turns.map(turn => turn.set))];
}

/** Leaves it out for a flag, also where it waits for leave. @param {Item} item @param {Flag} flag */
function ruleOut(item, flag) {
  if (item.leftOut === null || item.leftOut[0] === 'caution' || item.leftOut[0] === 'clearance') item.leftOut = ['flag', flag];
}

/** What is done in an exercise's place for a health answer takes it. @param {Plan} plan @param {(flag: Flag) => Why | null} why */
function putInPlace(plan, why) {
  plan.exercises.forEach((was, index) => {
    const instead = was.instead.find(one => why(one.flag) !== null);
    const reason = instead && why(instead.flag);
    if (!instead || !reason) return;
    for (const item of plan.items) if (item.exercise === index) become(item, was, instead.exercise, reason);
    plan.exercises[index] = instead.exercise;
  });
}

/** @param {Item} item @param {Exercise} was @param {Exercise} now @param {Why} why */
function become(item, was, now, why) {
  if (!item.turns.length) return;
  const ease = item.turns[0].ease, version = versionIn(now, ease), [most, sets] = mostOf(item);
  const reps = Math.max(1, Math.floor(most * countSides(versionIn(was, ease)) / countSides(version)));
  item.turns = turnsOf(version, ease).filter(turn => turn.rep <= reps && turn.set <= sets);
  if (item.leftOut && (item.leftOut[0] === 'caution' || item.leftOut[0] === 'clearance')) item.leftOut = null;
  item.inPlaceOf = { title: was.full.title, why };
}

/** @param {Item} item @param {Exercise} exercise @param {(flag: Flag) => boolean} isUnsure */
function applyUnsure(item, exercise, isUnsure) {
  const hides = exercise.hide.find(isUnsure), why = hides || exercise.warn.find(isUnsure);
  if (!why) return;
  if (!shrink(item, exercise, ['unsure', why]) && hides) ruleOut(item, hides);
}

/** The same for a person with these answers. @param {Plan} plan @param {Told} told @returns {Plan} */
function forPerson(plan, told) {
  const less = copyOf(plan);
  /** @param {Flag} flag */
  const has = flag => told[flag] === 'yes';
  /** @param {Flag} flag @returns {Why | null} */
  const why = flag => has(flag) ? ['flag', flag] : told[flag] === 'not-sure' ? ['unsure', flag] : null;
  putInPlace(less, why);
  for (const item of less.items.concat(less.relief)) {
    const exercise = less.exercises[item.exercise];
    const hidden = exercise.hide.find(has);
    if (hidden) ruleOut(item, hidden);
    const warned = exercise.warn.find(has);
    if (warned) shrink(item, exercise, ['flag', warned]);
    applyUnsure(item, exercise, flag => told[flag] === 'not-sure');
  }
  less.times = { ...DATA.times[DATA.slow.filter(has).join(' ')] };
  less.company = less.company || DATA.unsafeAlone.some(flag => why(flag) !== null);
  less.sitsHigh = less.sitsHigh || why('hip-replacement') !== null;
  less.liesOnABed = less.liesOnABed || why('floor-difficulty') !== null;
  return less;
}

/** Nobody knows whether these are so. @param {Plan} plan @param {Flag[]} flags @returns {Plan} */
function unsureOf(plan, flags) {
  const less = copyOf(plan);
  putInPlace(less, flag => flags.includes(flag) ? ['unsure', flag] : null);
  less.sitsHigh = less.sitsHigh || flags.includes('hip-replacement');
  less.liesOnABed = less.liesOnABed || flags.includes('floor-difficulty');
  for (const item of less.items.concat(less.relief)) {
    applyUnsure(item, less.exercises[item.exercise], flag => flags.includes(flag));
  }
  return less;
}

/** @param {Plan} plan */
function needsCompany(plan) {
  return plan.company && plan.items.some(item => isDone(item) && isItemOnFeet(plan, item));
}
