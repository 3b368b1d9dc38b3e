// How blocks become time: the joining rule of `docs/joining.md`, as `compile` in `src/domain/timeline/layout.rs` has it.

/** Lays a plan out in time; the lengths are all there is. @param {Plan} plan @returns {Timeline} */
function compile(plan) {
  /** @type {Span[]} */
  const spans = [];
  let at = 0;
  /** @param {number} item @param {number} exercise @param {Ease} ease @param {Part} part @param {number} length */
  const push = (item, exercise, ease, part, length) => {
    spans.push({ at, length, item, exercise, ease, ...part });
    at += length;
  };
  /** @type {Placed | null} */
  let placed = null;
  let last = 0;
  const done = plan.items.map((item, index) => ({ item, index })).filter(({ item }) => item.leftOut === null);
  done.forEach(({ item, index }, nth) => {
    const next = done[nth + 1];
    placed = joinItem(plan, spans, push, index, item, placed, next ? next.item : null);
    last = item.exercise;
  });
  const end = plan.items.length;
  if (done.length && !onlyBreathes(plan)) {
    const item = done[done.length - 1].item;
    for (const [step, length] of stepsBetween(plan, placed, null)) {
      push(end, last, firstEase(item), { part: 'transition', step }, length);
    }
  }
  push(end, last, FULL, { part: 'finished' }, 0);
  return { plan, spans, total: at };
}

/** @param {Item} item @returns {Ease} */
function firstEase(item) {
  const turns = turnsLeft(item);
  return turns.length ? turns[0].ease : FULL;
}

/** Breathing and rest alone: who does that lying stays there. @param {Plan} plan */
function onlyBreathes(plan) {
  const kinds = plan.exercises.slice(0, plan.routine.exercises.length).map(exercise => exercise.kind);
  return kinds.includes('breath') && kinds.every(kind => kind === 'breath' || kind === 'rest');
}

/**
 * The way to it, its set-up, its repetitions, sitting down, its rest; gives how the body is placed then.
 * @param {Plan} plan @param {Span[]} spans @param {Push} push @param {number} index @param {Item} item
 * @param {Placed | null} before @param {Item | null} next @returns {Placed}
 */
function joinItem(plan, spans, push, index, item, before, next) {
  const turns = turnsLeft(item), first = firstVersion(plan, item), last = lastVersion(plan, item);
  /** @type {Placed} */
  const begins = { position: first.position, side: turns.length ? turns[0].side : null };
  const from = before || (plan.liesAlready ? begins : null);
  for (const [step, length] of stepsBetween(plan, from, begins)) {
    push(index, item.exercise, firstEase(item), { part: 'transition', step }, length);
  }
  let placed = begins;
  const ease = turns.length ? turns[turns.length - 1].ease : FULL;
  if (turns.length) {
    const lead = Math.min(first.setupTime, DATA.leadIn);
    if (first.setupTime > lead) push(index, item.exercise, turns[0].ease, { part: 'setup' }, first.setupTime - lead);
    push(index, item.exercise, turns[0].ease, { part: 'lead-in' }, lead);
    joinTurns(plan, spans, push, index, item, turns);
    placed = { position: endsIn(last), side: turns[turns.length - 1].side };
  }
  const stays = placed.position === 'standing' && !!next && firstVersion(plan, next).position === 'standing';
  if (item.sitsDown || (isOnFeet(placed.position) && !stays)) {
    push(index, item.exercise, ease, { part: 'transition', step: 'sit-down' }, plan.times.sitDown);
    placed = { position: 'seated', side: null };
  }
  if (item.endsAfter === null && turns.length) {
    push(index, item.exercise, ease, { part: 'rest', set: null }, restBehind(plan, index, last));
  }
  return placed;
}

/** The rest after an item; before another round of its group it is that between rounds. @param {Plan} plan @param {number} index @param {Version} last */
function restBehind(plan, index, last) {
  const behind = nextAfter(plan, index), next = behind === null ? null : plan.items[behind];
  const item = plan.items[index], group = groupOf(plan.routine, item.exercise);
  if (!group || !next || groupOf(plan.routine, next.exercise) !== group || next.round <= item.round) return last.rest;
  return Math.max(group.rest, item.exercise + 1 === group.to ? 0 : last.rest);
}

/** @param {Plan} plan @param {Span[]} spans @param {Push} push @param {number} index @param {Item} item @param {Turn[]} turns */
function joinTurns(plan, spans, push, index, item, turns) {
  const exercise = plan.exercises[item.exercise];
  turns.forEach((turn, nth) => {
    const before = nth > 0 ? turns[nth - 1] : null, version = versionIn(exercise, turn.ease);
    if (before) joinBetween(plan, push, index, item, before, turn);
    const begins = before && before.ease !== turn.ease ? whereTheBreathAlternates(plan, spans, version) : 0;
    const of = turns.filter(other => other.set === turn.set && other.side === turn.side).length;
    version.phases.slice(begins).forEach((phase, ahead) => {
      const time = plan.holdAtMost !== null && phase.holds ? Math.min(phase.time, plan.holdAtMost) : phase.time;
      push(index, item.exercise, turn.ease, { part: 'phase', turn, of, nth, phase: begins + ahead }, time);
    });
  });
}

/** The first phase in which nobody goes on with the paced breath that they are in. @param {Plan} plan @param {Span[]} spans @param {Version} easier */
function whereTheBreathAlternates(plan, spans, easier) {
  const span = spans[spans.length - 1];
  if (!span || span.part !== 'phase') return 0;
  const last = versionIn(plan.exercises[span.exercise], span.ease).phases[span.phase];
  if (!last || last.breath === 'free') return 0;
  return Math.max(0, easier.phases.findIndex(phase => phase.breath !== last.breath));
}

/** Between two repetitions. @param {Plan} plan @param {Push} push @param {number} index @param {Item} item @param {Turn} before @param {Turn} turn */
function joinBetween(plan, push, index, item, before, turn) {
  const exercise = plan.exercises[item.exercise], version = versionIn(exercise, turn.ease), was = versionIn(exercise, before.ease);
  if (before.set !== turn.set) {
    push(index, item.exercise, before.ease, { part: 'rest', set: before.set }, was.between);
  } else if (version.sides === 'each' && before.side !== turn.side) {
    const length = changeOver(plan, version);
    if (length > 0) push(index, item.exercise, turn.ease, { part: 'change-over', set: turn.set }, length);
  }
  if (endsIn(was) === 'seated' && isOnFeet(version.position)) {
    push(index, item.exercise, turn.ease, { part: 'transition', step: 'stand-again' }, plan.times.stand);
  }
}

/** @param {Plan} plan @param {Version} version */
function changeOver(plan, version) {
  if (version.position !== 'side-lying') return version.changeOver || 0;
  if (version.changeOver === null) return plan.times.turn;
  return version.changeOver + Math.max(0, plan.times.turn - DATA.times[''].turn);
}

/** What lies between two ways of being placed. @param {Plan} plan @param {Placed | null} from @param {Placed | null} to @returns {[Step, number][]} */
function stepsBetween(plan, from, to) {
  const times = plan.times;
  /** @param {Placed | null} placed */
  const down = placed => placed !== null && isDown(placed.position);
  /** @param {Placed | null} placed */
  const feet = placed => placed !== null && isOnFeet(placed.position);
  const seated = from !== null && !down(from) && !feet(from);
  /** @type {[Step, number]} */
  const stand = ['stand', times.stand];
  /** @type {[Step, number][]} */
  const up = [['roll', times.roll], ['push-up', times.push], ['sit', times.sit]];
  if (!down(from) && down(to)) return seated ? [stand, ['lie-down', times.lie]] : [['lie-down', times.lie]];
  if (down(from) && !down(to)) return feet(to) ? up.concat([stand]) : up;
  if (down(from) && down(to)) return from && to && turnsOver(from, to) ? [['turn', times.turn]] : [];
  return seated && feet(to) ? [stand] : [];
}

/** @param {Placed} from @param {Placed} to */
function turnsOver(from, to) {
  const otherSide = from.side !== null && to.side !== null && from.side !== to.side;
  return from.position !== to.position || (from.position === 'side-lying' && otherSide);
}

/** @param {Timeline} timeline @param {Span} span */
function exerciseOf(timeline, span) { return timeline.plan.exercises[span.exercise]; }

/** @param {Timeline} timeline @param {Span} span */
function versionOf(timeline, span) { return versionIn(exerciseOf(timeline, span), span.ease); }

/** @param {Timeline} timeline @param {Span} span @returns {Phase | null} */
function phaseOf(timeline, span) {
  return span.part === 'phase' ? versionOf(timeline, span).phases[span.phase] || null : null;
}

/** The span that is going on at a place. @param {Timeline} timeline @param {number} at */
function indexAt(timeline, at) {
  let low = 0, high = timeline.spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeline.spans[middle].at <= at) low = middle + 1; else high = middle;
  }
  return Math.max(0, low - 1);
}

/** @param {Timeline} timeline @param {number} index */
function startsAt(timeline, index) { return timeline.spans[index] ? timeline.spans[index].at : timeline.total; }

/** The first span on the way to an item; for whoever stands, sitting down before it. @param {Timeline} timeline @param {number} item @param {boolean} stands @returns {number | null} */
function wayTo(timeline, item, stands) {
  const start = timeline.spans.findIndex(span => span.item === item);
  if (start < 0) return null;
  return stands && isStep(timeline.spans[start - 1], 'sit-down') ? start - 1 : start;
}

/** @param {Span | undefined} span @param {Step} step */
function isStep(span, step) { return !!span && span.part === 'transition' && span.step === step; }

/** @param {Span | undefined} one @param {Span | undefined} other */
function isSameTurn(one, other) {
  return !!one && !!other && one.part === 'phase' && other.part === 'phase' && one.nth === other.nth && one.turn === other.turn;
}

/** Whether a span opens a repetition. @param {Timeline} timeline @param {number} index */
function isFirstPhase(timeline, index) {
  const span = timeline.spans[index], before = timeline.spans[index - 1];
  if (!span || span.part !== 'phase') return false;
  return !(before && before.part === 'phase' && before.item === span.item && before.nth === span.nth);
}

/** Where the repetition around a span begins, and how long it is. @param {Timeline} timeline @param {number} index @returns {[number, number] | null} */
function repetitionAround(timeline, index) {
  const spans = timeline.spans;
  if (!spans[index] || spans[index].part !== 'phase') return null;
  let first = index, last = index;
  while (isSameTurn(spans[first - 1], spans[index])) first--;
  while (isSameTurn(spans[last + 1], spans[index])) last++;
  return [spans[first].at, spans[last].at + spans[last].length - spans[first].at];
}

/** @param {Timeline} timeline @param {number} index */
function isSettingUp(timeline, index) {
  const span = timeline.spans[index], before = timeline.spans[index - 1];
  if (!span) return false;
  return span.part === 'setup' || (span.part === 'lead-in' && (!before || before.part !== 'setup'));
}

/** Whether a person is upright here and has to walk a step. @param {Timeline} timeline @param {number} index */
function isGate(timeline, index) {
  const before = timeline.spans[index - 1];
  if (isStep(before, 'sit')) return isSettingUp(timeline, index);
  return isStep(before, 'stand') && (isSettingUp(timeline, index) || isStep(timeline.spans[index], 'lie-down'));
}

/** How the body is placed at a span. @param {Timeline} timeline @param {number} index @returns {Position} */
function positionAt(timeline, index) {
  const spans = timeline.spans;
  if (isStep(spans[index], 'sit-down')) return 'standing';
  for (let nth = Math.min(index, spans.length - 1); nth >= 0; nth--) {
    const span = spans[nth];
    if (span.part === 'finished' || isStep(span, 'roll')) continue;
    if (isStep(span, 'push-up') || isStep(span, 'sit') || isStep(span, 'sit-down')) return 'seated';
    if (isStep(span, 'stand') || isStep(span, 'stand-again')) return 'standing';
    if (span.part === 'rest' && span.set === null) {
      if (isStep(spans[nth - 1], 'sit-down')) continue;
      return endsIn(versionOf(timeline, span));
    }
    const phase = phaseOf(timeline, span);
    return (phase && phase.position) || versionOf(timeline, span).position;
  }
  return 'seated';
}

/** Whether a person rests after movement and can notice how it was. @param {Timeline} timeline @param {Span} span */
function isForNoticing(timeline, span) {
  const exercise = exerciseOf(timeline, span);
  if (span.part === 'phase') {
    const phase = phaseOf(timeline, span);
    return exercise.kind === 'walk' && !!phase && !!phase.position && !isOnFeet(phase.position);
  }
  return span.part === 'rest' && exercise.moves;
}
