// What is said to whoever listens, and the line that is left at the end.

/** What is heard of a span by whoever listens to the words. @param {Timeline} timeline @param {number} index */
function spokenAt(timeline, index) {
  const words = DATA.words, span = timeline.spans[index], version = versionOf(timeline, span);
  if (span.part === 'lead-in') return words.readySoon;
  if (span.part === 'setup') return [version.sentence].concat(version.setup).join(' ');
  if (span.part === 'rest') return [words.restWord].concat(cueOf(timeline, index)).join(' ');
  const phase = phaseOf(timeline, span);
  if (span.part !== 'phase' || !phase) return cueOf(timeline, index).join(' ');
  const lies = positionAt(timeline, index) === 'side-lying', side = span.turn.side, first = isFirstPhase(timeline, index);
  const parts = first && side ? [(lies ? words.lyingOn : words.side)[side]] : [];
  if (first && span.turn.rep > 1) parts.push(filled(words.repetition, { rep: span.turn.rep, of: span.of }));
  if (phase.says) parts.push(phase.says);
  if (phase.cue && (span.nth === 0 || !phase.says)) parts.push(phase.cue);
  return parts.join(' ');
}

/** What the page cannot do next time, since it forgets. @param {Session} session @returns {string[]} */
function nextTimeLines(session) {
  const words = DATA.words, facts = session.talk.facts;
  const sign = facts.filter(fact => fact.startsWith('sign:') || fact === 'wrong-key').pop();
  if (facts.includes('doctor-today') || (sign && sign !== 'wrong-key')) return [words.nextTimeDoctor];
  if (lastOf(session.talk, 'red')) return [words.nextTimeGentle];
  const lines = facts.includes('dizzy-today') ? [words.nextTimeStanding] : [];
  return facts.includes('lighter-next') || facts.includes('sore') ? lines.concat(words.nextTimeLighter) : lines;
}

/** One line for whoever gave the page. @param {Session} session @param {string[]} answers @param {string[]} eased @param {string[]} legStops */
function lineToSend(session, answers, eased, legStops) {
  const pieces = DATA.words.line, ending = session.ending;
  if (!ending) return '';
  const date = new Date().toLocaleDateString(), title = session.plan.routine.title;
  const begun = ending.lived > 0 || ending.done > 0;
  const places = { title, date, done: ending.done, of: ending.of, lived: clock(ending.lived) };
  const parts = [filled(begun ? pieces.done : pieces.begun, places)];
  if (pieces[ending.how] && ending.how !== 'done') parts.push(pieces[ending.how]);
  if (session.plan.holdAtMost !== null) parts.push(pieces.lighter);
  /** @param {string} question */
  const said = question => {
    const found = answers.filter(answer => answer.startsWith(question + ' ')).pop();
    return found ? JSON.parse(found.slice(question.length + 1)) : null;
  };
  for (const [question, piece] of [['pain-before', 'before'], ['pain-during', 'during'], ['pain-after', 'after']]) {
    if (said(question) !== null) parts.push(filled(pieces[piece], { [piece]: said(question) }));
  }
  if (said('legs')) parts.push(pieces['legs-' + said('legs')]);
  if (said('amount')) parts.push(pieces[said('amount')]);
  for (const exercise of legStops) parts.push(filled(pieces['leg-stop'], { exercise }));
  for (const exercise of eased) parts.push(filled(pieces.eased, { exercise }));
  if (said('note')) parts.push(filled(pieces.note, { note: said('note') }));
  return parts.filter(part => part).join('; ') + '.';
}
