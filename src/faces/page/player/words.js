// What is said: the sentences of the data, with what only the session knows in their places.

/** A text with its places filled. @param {string} text @param {Record<string, string | number>} places */
function filled(text, places) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => name in places ? String(places[name]) : whole);
}

/** A value of a list of which most are the same. @template T @param {Record<string, T>} all @param {string} name @returns {T} */
function of(all, name) { return name in all ? all[name] : all['']; }

/** A length as a clock shows it, without its part of a second. @param {number} length */
function clock(length) {
  const all = Math.floor(length / 1000), hours = Math.floor(all / 3600), minutes = Math.floor(all / 60) % 60;
  const seconds = String(all % 60).padStart(2, '0');
  return hours ? hours + ':' + String(minutes).padStart(2, '0') + ':' + seconds : minutes + ':' + seconds;
}

/** The same with it, where there is one. @param {number} length */
function exactClock(length) {
  const part = length % 1000;
  return clock(length) + (part ? ('.' + String(part).padStart(3, '0')).replace(/0+$/, '') : '');
}

/** A line of an author's, as the page shows it: the first letter large. @param {string} line */
function capital(line) { return Array.from(line).map((letter, nth) => nth ? letter : letter.toUpperCase()).join(''); }

/** The word that is read from two metres. @param {Timeline} timeline @param {number} index */
function bigWord(timeline, index) {
  const span = timeline.spans[index], words = DATA.words;
  if (span.part === 'transition') return of(words.steps[span.step].big, positionAt(timeline, index));
  if (span.part === 'change-over') return of(words.sidesBig, positionAt(timeline, index));
  if (span.part === 'rest') return words.restBig;
  const phase = phaseOf(timeline, span);
  return phase ? phase.word : words.readyBig;
}

/** The side in large letters, where a movement has one and no other word says it. @param {Timeline} timeline @param {number} index @returns {string} */
function sideWord(timeline, index) {
  const span = timeline.spans[index];
  if (!['phase', 'setup', 'lead-in', 'change-over'].includes(span.part)) return '';
  const turn = timeline.spans.slice(index).find(one => one.part === 'phase');
  const side = turn && turn.part === 'phase' && turn.turn.side, word = side ? DATA.words.sideBig[side] : '';
  return word === bigWord(timeline, index) ? '' : word;
}

/** One step of a change of position. @param {Timeline} timeline @param {number} index @param {Step} step */
function stepWords(timeline, index, step) {
  const words = DATA.words;
  if (step === 'sit') {
    const stands = isStep(timeline.spans[index + 1], 'stand');
    return words.sits[String(timeline.spans[index].length)][stands ? 1 : 0];
  }
  return of(of(words.steps[step].says, positionAt(timeline, Math.max(0, index - 1))), positionAt(timeline, index));
}

/** A span as one text; null for the end, and for a rest that explains itself. @param {Timeline} timeline @param {number} index @returns {string | null} */
function caption(timeline, index) {
  const span = timeline.spans[index], phase = phaseOf(timeline, span);
  if (span.part === 'transition') return stepWords(timeline, index, span.step);
  if (span.part === 'change-over') return of(DATA.words.changeOver, positionAt(timeline, index));
  if (span.part === 'rest') return of(DATA.words.howToRest, positionAt(timeline, index));
  return phase ? phase.cue : null;
}

/** What to do in a span: a cue, or how to get ready for what follows. @param {Timeline} timeline @param {number} index @returns {string[]} */
function cueOf(timeline, index) {
  const span = timeline.spans[index];
  if (span.part === 'setup' || span.part === 'lead-in') return versionOf(timeline, span).setup;
  const own = caption(timeline, index), lines = own === null ? [] : [own];
  // Read before lying down, it need not be read lying.
  if (isStep(span, 'lie-down') && isSettingUp(timeline, index + 1)) return lines.concat(versionOf(timeline, span).setup);
  // A minute of sitting is long without a word.
  const leadsOn = timeline.spans.some(other => other.item === span.item && other.part === 'phase');
  if (isStep(span, 'sit') && leadsOn) return lines.concat(nextOn(timeline, span));
  return span.part === 'rest' ? lines.concat(afterRest(timeline, index, span.set)) : lines;
}

/** What comes after a rest. @param {Timeline} timeline @param {number} index @param {number | null} set @returns {string[]} */
function afterRest(timeline, index, set) {
  if (set !== null) {
    const of = versionOf(timeline, timeline.spans[index]).sets;
    return [filled(DATA.words.nextSet, { set: set + 1, of })];
  }
  const next = timeline.spans[index + 1];
  if (!next) return [];
  if (isSettingUp(timeline, index + 1)) {
    return nextRound(timeline, index).concat(nextIs(timeline, next), versionOf(timeline, next).setup);
  }
  return nextThere(timeline, index + 1);
}

/** @param {Timeline} timeline @param {Span} span */
function nextIs(timeline, span) { return DATA.words.nextIs.replace('{title}', versionOf(timeline, span).sentence); }

/** The same where the way there comes first. @param {Timeline} timeline @param {number} index @returns {string[]} */
function nextThere(timeline, index) {
  const next = timeline.spans[index];
  if (!isStep(next, 'lie-down') && !isStep(next, 'turn') && !isStep(next, 'stand')) return [];
  return [nextOn(timeline, next)];
}

/** What comes next, and where a person is for it. @param {Timeline} timeline @param {Span} span */
function nextOn(timeline, span) {
  const version = versionOf(timeline, span);
  return of(DATA.words.nextThere, version.position).replace('{title}', version.sentence);
}

/** Which repetition it is. @param {Span} span @returns {string | null} */
function repOf(span) {
  if (span.part !== 'phase' || (span.turn.side === null && span.of === 1)) return null;
  return filled(DATA.words.rep[span.turn.side || ''], { rep: span.turn.rep, of: span.of });
}

/** What comes after a phase or a lead-in, in a word or two; null where that goes on. @param {Timeline} timeline @param {number} index @returns {string | null} */
function coming(timeline, index) {
  const span = timeline.spans[index];
  if (!timeline.spans[index + 1] || (span.part !== 'phase' && span.part !== 'lead-in')) return null;
  const word = bigWord(timeline, index + 1);
  return word === bigWord(timeline, index) ? null : filled(DATA.words.coming, { word: word.toLowerCase() });
}

/** The exercise of a span by its number among all; relief has none. @param {Timeline} timeline @param {Span} span @returns {string | null} */
function placeOf(timeline, span) {
  const of = timeline.plan.routine.exercises.length;
  if (span.exercise >= of) return null;
  const [round, rounds] = roundAt(timeline, span);
  return filled(rounds > 1 ? DATA.words.placeInRound : DATA.words.place, { n: span.exercise + 1, of, round, rounds });
}

/** The round of a span, and how many there are today; the last way up belongs to none. @param {Timeline} timeline @param {Span | undefined} span */
function roundAt(timeline, span) {
  const item = span && timeline.plan.items[span.item];
  return item && item.exercise === span.exercise ? [item.round, roundsOf(timeline.plan, item)] : [1, 1];
}

/** That another round begins behind a rest, where one does. @param {Timeline} timeline @param {number} index @returns {string[]} */
function nextRound(timeline, index) {
  const here = timeline.spans[index], next = timeline.spans[index + 1], routine = timeline.plan.routine;
  const group = groupOf(routine, here.exercise), [round, rounds] = roundAt(timeline, next);
  if (!group || !next || groupOf(routine, next.exercise) !== group || rounds < 2 || roundAt(timeline, here)[0] >= round) return [];
  return [filled(DATA.words.nextRound, { round, rounds })];
}

/** What is said where a set-up waits for a key. @param {Timeline} timeline @param {number} index */
function gateLines(timeline, index) {
  if (!isSettingUp(timeline, index)) return nextThere(timeline, index);
  const span = timeline.spans[index];
  return [nextIs(timeline, span)].concat(versionOf(timeline, span).setup);
}

// The plan.

/** What, how long, what is needed, what is left out and why. @param {Session} session */
function planLines(session) {
  const { plan, timeline } = session, words = DATA.words;
  const lines = [plan.routine.title + ', ' + exactClock(timeline.total) + '.'];
  const needs = needsOf(plan);
  if (needs.length) lines.push(filled(words.needs, { list: listed(needs) }));
  lines.push(...placesOf(plan, timeline));
  if (plan.holdAtMost !== null) lines.push(lighterWords(session));
  lines.push(...leftOutLines(plan), ...inPlaceLines(plan), ...smallerLines(plan));
  if (needsCompany(plan)) lines.push(words.company);
  if (plan.routine.stopIf) lines.push(plan.routine.stopIf);
  return lines.concat(plan.routine.general);
}

/** @param {Session} session */
function lighterWords(session) {
  const [why, pain] = (session.talk.lighterFor || '').split(':');
  return filled(DATA.words.lighterToday[why], { pain: pain || '', total: exactClock(session.timeline.total) });
}

/** Everything that has to be at hand, each thing once. @param {Plan} plan @returns {string[]} */
function needsOf(plan) {
  /** @type {string[]} */
  let needs = [];
  for (const item of plan.items.filter(isDone)) {
    for (const written of plan.exercises[item.exercise].needs) {
      const fours = firstVersion(plan, item).position === 'all-fours';
      const need = plan.liesOnABed && !fours && written.split(/\s+/).includes('mat') ? DATA.words.aBed : written;
      needs = needs.filter(known => !isMoreOf(need, known) || need === known);
      if (!needs.some(known => isMoreOf(known, need))) needs.push(need);
    }
  }
  return needs;
}

/** Whether one thing is the other with more words behind it. @param {string} longer @param {string} shorter */
function isMoreOf(longer, shorter) {
  return longer === shorter || (longer.startsWith(shorter) && !/^[\p{L}\p{N}]/u.test(longer.slice(shorter.length)));
}

/** @param {string[]} list */
function listed(list) {
  const { isEnglish, and } = DATA.words;
  if (!isEnglish || list.length < 2) return list.join(', ');
  const last = and.slice(and.indexOf('{b}') + 3, and.indexOf('{c}'));
  return list.slice(0, -1).join(', ') + last + list[list.length - 1];
}

/** What a plan says of places other than a chair. @param {Plan} plan @param {Timeline} timeline @returns {string[]} */
function placesOf(plan, timeline) {
  const positions = plan.items.filter(isDone).map(item => firstVersion(plan, item).position);
  const down = timeline.spans.some(span => isStep(span, 'lie-down')), fours = positions.includes('all-fours');
  const stands = positions.includes('standing');
  const are = [down && !fours, fours, stands && !down, stands && down, positions.includes('walking')];
  return DATA.words.places.filter((_, nth) => are[nth]);
}

/** Everything of a plan that is not part of today, each once. @param {Plan} plan */
function leftOutLines(plan) {
  const lines = plan.items.filter(item => item.leftOut !== null && item.leftOut[0] !== 'optional').map(item => {
    const title = item.inPlaceOf ? item.inPlaceOf.title : plan.exercises[item.exercise].full.title;
    const why = /** @type {LeftOut} */ (item.leftOut);
    return DATA.words.leftOut[why[1] || why[0]].replace('{title}', title);
  });
  const left = plan.routine.groups.filter(group => plan.items.some(item => item.leftOut !== null && item.leftOut[0] === 'optional'
    && group.from <= item.exercise && item.exercise < group.to));
  const titles = left.map(group => group.title).sort((a, b) => a < b ? -1 : 1);
  return lines.filter((line, nth) => lines.indexOf(line) === nth).concat(titles.map(title => filled(DATA.words.optionalLeftOut, { title })));
}

/** @param {Why} why */
function reasonOf(why) {
  const words = DATA.words.flags[why[1]];
  return why[0] === 'unsure' ? filled(DATA.words.whyUnsure, { why: words }) : words;
}

/** What is done in the place of another exercise, each once. @param {Plan} plan */
function inPlaceLines(plan) {
  /** @type {Set<string>} */
  const lines = new Set();
  for (const item of plan.items.filter(isDone)) {
    if (item.inPlaceOf) {
      const title = plan.exercises[item.exercise].full.title;
      lines.add(filled(DATA.words.inPlaceOf, { title, of: item.inPlaceOf.title, why: reasonOf(item.inPlaceOf.why) }));
    }
  }
  return Array.from(lines).sort();
}

/** What is done in its easier version from the start. @param {Plan} plan @returns {string[]} */
function smallerLines(plan) {
  const items = plan.items.filter(item => isDone(item) && item.turns[0].ease === EASIER);
  const titles = Array.from(new Set(items.map(item => plan.exercises[item.exercise].full.title)));
  if (!titles.length) return [];
  /** @param {Why} why */
  const rank = why => (why[0] === 'unsure' ? 100 : 0) + DATA.flags.indexOf(why[1]);
  const whys = items.flatMap(item => item.easierFor ? [item.easierFor] : []).sort((a, b) => rank(a) - rank(b));
  const reasons = Array.from(new Set(whys.map(reasonOf)));
  const why = reasons.length > 2 ? DATA.words.healthAnswers : reasons.join('; ');
  const line = DATA.words.smaller[Math.min(titles.length, 3) - 1];
  return [filled(why ? line : line.replace(' ({why})', ''), { a: titles[0], b: titles[1] || '', n: titles.length, why })];
}

// The conversation.

/** The paragraphs of the page that is open. @param {Session} session @param {string} name @returns {string[]} */
function pageLines(session, name) {
  const page = pageOf(name), list = listOf(session, name);
  const key = page.by.map(axis => axisOf(session, name, axis, list)).join('|');
  const lines = DATA.texts[page.words[key]].map(line => DATA.lines[line]).flatMap(line => line === '{list}' ? list : [line]);
  const left = clock(session.leftBehind(session.shown)), before = session.talk.before === null ? '' : session.talk.before;
  return lines.map(line => filled(line, { left, before, list: capital(list.join('; ')) }));
}

/** What the words of a page list. @param {Session} session @param {string} name @returns {string[]} */
function listOf(session, name) {
  const talk = session.talk;
  if (name === 'flags-right') return talk.flags.filter(flag => talk.told[flag] === 'yes').map(flag => DATA.words.flags[flag]);
  if (name !== 'nothing-left') return [];
  const lines = leftOutLines(session.plan), most = DATA.leftOutAtMost;
  if (lines.length <= most) return lines;
  return lines.slice(0, most - 1).concat(filled(DATA.words.more, { n: lines.length - most + 1 }));
}

/** @param {Session} session @param {string} name @param {string} axis @param {string[]} list @returns {string} */
function axisOf(session, name, axis, list) {
  const talk = session.talk, ending = session.ending;
  switch (axis) {
    case 'position': return ending ? ending.position : session.position();
    case 'over': return ending ? 'over' : '';
    case 'red': return lastOf(talk, 'red');
    case 'sign': return lastOf(talk, 'sign');
    case 'high': return session.plan.sitsHigh ? 'high' : '';
    case 'before': return talk.before === null ? '' : 'told';
    default: return name === 'flags' ? (talk.byName.length || !talk.facts.includes('asked-first') ? '' : 'more') : list.length ? 'more' : '';
  }
}

// The end.

/** What is said of an end at once. @param {Ending} ending @returns {string[]} */
function endedLines(ending) {
  const words = DATA.words;
  if (ending.how === 'finished') {
    const done = numberWord(ending.done), of = numberWord(ending.of).toLowerCase();
    return [filled(words.finished, { done, of, left: clock(ending.lived) })];
  }
  const line = words.ended[ending.how];
  if (!line) return [];
  return ending.how === 'legs' ? [line, words.closings[ending.closing]] : [line];
}

/** @param {number} count */
function numberWord(count) { return count < DATA.words.numbers.length ? DATA.words.numbers[count] : String(count); }

/** @param {Session} session @param {string} closing */
function gettingUpLines(session, closing) {
  const ending = session.ending, stays = closing === 'stay-down';
  if (ending && ending.how === 'finished' && isDown(ending.position) && !stays) return [DATA.words.stayLying];
  return [DATA.words.closings[closing]];
}

/** A sentence on what came of a key or an answer; null for what has none. @param {SessionEvent} event @returns {string | null} */
function remarkOf(event) {
  const words = DATA.words;
  switch (event.type) {
    case 'adapted': {
      const line = words.adapted[event.row];
      return line ? filled(line, { left: clock(event.left) }) : null;
    }
    case 'eased': return filled(words.eased[event.eased], { left: clock(event.left) });
    case 'refused': case 'responded': case 'not-now': return event.words;
    case 'settling': return words.settling;
    case 'paused': return words.paused;
    case 'count-in': return words.countIn;
    case 'volume': return event.muted ? words.soundIsOff : words.soundIsOn;
    default: return null;
  }
}
