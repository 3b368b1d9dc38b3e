// The conversation's table, walked: what is asked, what counts as an answer, and what comes of it. The table is
// that of `src/conversation/`, handed over as data; nothing is asked here that is not in it.

/** The conversation of one session. @param {Plan} plan @returns {Talk} */
function newTalk(plan) {
  return {
    queue: plan.routine.asks.slice(), open: null, trail: [], typed: '', facts: [], flags: plan.routine.flags.slice(),
    byName: plan.routine.byName.slice(), told: {}, declared: {}, before: null, lighterFor: null, eased: null,
    tellsLast: null, tellsBehind: null,
  };
}

/** A key as tables name it, by its place on keyboards with other letters. @param {string} key */
function nameOfKey(key) {
  const small = key.toLowerCase();
  return DATA.keyPlaces[small] || small;
}

/** Puts a key into what is typed so far. @param {Page} page @param {Talk} talk @param {string} key @returns {Heard} */
function pressOn(page, talk, key) {
  const name = nameOfKey(key);
  const choice = talk.typed === '' ? page.keys.find(one => one.key === name) : undefined;
  if (choice) return { answer: choice.answer, then: choice.then };
  if (page.takes === 'keys') return { refused: page.please };
  if (page.takes === 'confirm') return { answer: page.noAnswer, then: page.then };
  if (key === 'Backspace') { talk.typed = talk.typed.slice(0, -1); return null; }
  if (page.takes === 'pain') return pressPain(page, talk, key);
  if (key === '\n') {
    const typed = talk.typed;
    talk.typed = '';
    return page.takes === 'list' ? numbers(page, talk, typed) : { answer: page.answers, value: note(typed), then: page.then };
  }
  talk.typed = (talk.typed + key).slice(0, DATA.noteAtMost);
  return null;
}

/** @param {Page} page @param {Talk} talk @param {string} key @returns {Heard} */
function pressPain(page, talk, key) {
  const leaves = page.keys.find(one => one.key === nameOfKey(key));
  if (key !== '\n' && leaves) return { answer: leaves.answer, then: leaves.then };
  if (key >= '0' && key <= '9' && key.length === 1 && talk.typed.length < 2) { talk.typed += key; return null; }
  const typed = talk.typed;
  talk.typed = '';
  if (key !== '\n' || (typed !== '' && Number(typed) > 10)) return { refused: page.please };
  if (typed === '') return { answer: page.answers, value: null, then: page.noNumber };
  return { answer: page.answers, value: Number(typed), pain: Number(typed) };
}

/** Some words without what no line can show; nothing where none is left. @param {string} typed */
function note(typed) {
  const words = typed.split(/[\s\p{Cc}]+/u).filter(word => word !== '').join(' ');
  return words === '' ? null : Array.from(words).slice(0, DATA.noteAtMost).join('');
}

/** @param {Page} page @param {Talk} talk @param {string} typed @returns {Heard} */
function numbers(page, talk, typed) {
  const of = String(talk.flags.length);
  if (typed.trim() === '') {
    tell(talk, () => 'not-sure');
    return { answer: null, then: page.noNumber };
  }
  const parts = typed.split(/[^0-9]+/).filter(part => part !== '').map(Number);
  const unknown = parts.find(number => number > talk.flags.length || (number === 0 && parts.length > 1));
  if (unknown === 0) return { refused: DATA.words.zeroAlone.replace('{of}', of) };
  if (unknown !== undefined) return { refused: DATA.words.notThis.replace('{of}', of).replace('{not}', String(unknown)) };
  if (!parts.length) return { refused: DATA.words.orZero.replace('{of}', of) };
  tell(talk, nth => parts.includes(nth + 1) ? 'yes' : 'no');
  return { answer: null, then: page.then };
}

/** @param {Talk} talk @param {(nth: number) => ToldWord} told */
function tell(talk, told) {
  talk.told = {};
  talk.flags.forEach((flag, nth) => { talk.told[flag] = told(nth); });
}

/** Which row of the table a number for pain leads to. @param {Page} page @param {Talk} talk @param {boolean} isOver @param {number} pain */
function rowOf(page, talk, isOver, pain) {
  const rows = page.rows[isOver ? 1 : 0][talk.before === null ? 0 : talk.before + 1];
  return DATA.rows[rows.charCodeAt(pain) - 97];
}

/** An outcome without conditions: all that it changes, and what comes then. @param {number} outcome @param {(cond: string) => boolean} holds */
function resolve(outcome, holds) {
  let { does, next } = DATA.outcomes[outcome];
  while (next[0] === 'when') {
    const branch = DATA.outcomes[Number(next[holds(String(next[1])) ? 2 : 3])];
    does = does.concat(branch.does);
    next = branch.next;
  }
  return { does, next };
}

/** The flags of the card are asked for one by one, in front of what depends on them. @param {Talk} talk */
function askByName(talk) {
  if (!talk.byName.length) return;
  talk.flags = DATA.flagOrder.filter(flag => talk.flags.includes(flag) || talk.byName.includes(flag));
  talk.byName = [];
  talk.queue = talk.queue.filter(page => page !== 'leaning-back' && page !== 'flags');
  const place = talk.queue.indexOf('before');
  talk.queue.splice(place < 0 ? talk.queue.length : place, 0, 'flags');
}

/** Whether something was told for which somebody is to be asked. @param {Talk} talk */
function isBadNews(talk) {
  return asksFirst(talk) || (talk.before !== null && talk.before >= DATA.severe);
}

/** @param {Talk} talk */
function asksFirst(talk) { return talk.facts.includes('ask-first') && !talk.facts.includes('asked-first'); }

/** The last fact of a kind, by what stands behind its colon. @param {Talk} talk @param {string} kind @returns {string} */
function lastOf(talk, kind) {
  const found = talk.facts.filter(fact => fact.startsWith(kind + ':')).pop();
  return found ? found.slice(kind.length + 1) : '';
}

/** @param {string} name @returns {Page} */
function pageOf(name) { return DATA.pages[name]; }

/** What the journal would keep of an answer. @param {{ answer?: string | null, value?: unknown }} heard */
function answerOf(heard) {
  if (!heard.answer) return null;
  return heard.value === undefined ? heard.answer : heard.answer + ' ' + JSON.stringify(heard.value);
}

/** @param {Position} position @param {boolean} settled */
function closingOf(position, settled) {
  if (isOnFeet(position)) return 'sit-down';
  if (!settled) return 'stay-down';
  return position === 'all-fours' ? 'kneel-up' : isDown(position) ? 'roll-up' : 'stand-when-steady';
}
