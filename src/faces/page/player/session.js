// A session being lived: where a person is in it, what is asked, and what a key does, as `src/session/` has it. It is
// told the time in milliseconds and says what is due; it knows neither a clock nor a page.

/** Who is asked these has not settled. */
const UNSETTLED = ['dizzy-gone', 'legs-back'];

class Session {
  /** @param {Plan} plan @param {boolean} asks */
  constructor(plan, asks) {
    this.plan = plan;
    this.timeline = compile(plan);
    this.talk = newTalk(plan);
    if (!asks) this.talk.queue = [];
    /** @type {State} */
    this.state = { is: 'gate' };
    this.next = 0;
    this.shown = 0;
    this.lived = 0;
    /** @type {State} */
    this.returnsTo = { is: 'gate' };
    /** @type {number | null} */
    this.goesOnWith = null;
    /** @type {number | null} */
    this.toldOfKeysIn = null;
    this.stood = false;
    /** @type {number | null} */
    this.brokenOff = null;
    this.muted = false;
    /** @type {Set<number>} */
    this.done = new Set();
    /** @type {Ending | null} */
    this.ending = null;
    this.hasJustEnded = false;
    this.isWarned = false;
    this.isUnsettled = false;
  }

  // Where it is.

  here() { return this.state.is === 'gate' ? this.next : Math.max(0, this.next - 1); }

  spanHere() { return this.timeline.spans[this.here()]; }

  itemHere() { const span = this.spanHere(); return span ? span.item : 0; }

  position() { return positionAt(this.timeline, this.here()); }

  /** @param {number} now */
  offset(now) {
    const state = this.state;
    if (state.is === 'running') return state.at + Math.max(0, now - state.since);
    if (state.is === 'paused' || state.is === 'count-in') return state.at;
    if (state.is === 'gate' || state.is === 'settling') return startsAt(this.timeline, this.next);
    return this.shown;
  }

  /** @param {number} now */
  left(now) { return Math.max(0, this.timeline.total - this.offset(now)); }

  /** What is left where it goes on. @param {number} at */
  leftBehind(at) {
    const index = this.goesOnWith === null ? null : wayTo(this.timeline, this.goesOnWith, this.stood);
    return Math.max(0, this.timeline.total - (index === null ? at : startsAt(this.timeline, index)));
  }

  /** When something is due; null while a key is waited for. @returns {number | null} */
  wakeAt() {
    const state = this.state;
    if (state.is === 'running') return state.since + Math.max(0, startsAt(this.timeline, this.next) - state.at);
    if (state.is === 'count-in') return state.from + DATA.leadIn;
    const open = this.talk.open, page = open && pageOf(open.page);
    return open && page && page.silence ? open.since + page.silence[0] : null;
  }

  isAtThePlan() { return this.state.is === 'gate' && this.next === 0; }

  // What happens.

  /** @param {number} now @returns {SessionEvent[]} */
  open(now) {
    if (this.talk.queue.length) { this.askNext(now); return this.told(now, []); }
    const event = this.atThePlan(now);
    return this.told(now, event ? [event] : []);
  }

  /** @param {number} now @returns {SessionEvent | null} */
  atThePlan(now) {
    if (isEmpty(this.plan)) { this.ask(now, 'nothing-left'); return null; }
    this.state = { is: 'gate' };
    return { type: 'planned' };
  }

  /** Everything that is due by `now`. @param {number} now @returns {SessionEvent[]} */
  advance(now) {
    /** @type {SessionEvent[]} */
    const events = [];
    this.endCountIn(now);
    while (this.state.is === 'running') {
      if (startsAt(this.timeline, this.next) > this.offset(now)) break;
      events.push(this.settle(now) || this.arrive(now));
    }
    const open = this.talk.open, page = open && pageOf(open.page);
    if (open && page && page.silence && now >= open.since + page.silence[0]) {
      events.push(...this.follow(now, open.since, page.silence[1]));
    }
    this.shown = this.offset(now);
    return this.told(now, events);
  }

  /** @param {number} now @param {string} key @returns {SessionEvent[]} */
  key(now, key) {
    const events = this.advance(now);
    if (this.state.is === 'over') return events;
    if (this.talk.open) events.push(...this.answer(now, key));
    else { const event = this.press(now, key); if (event) events.push(event); }
    return this.told(now, events);
  }

  /** @param {number} now @param {SessionEvent[]} events */
  told(now, events) {
    if (this.hasJustEnded) {
      this.hasJustEnded = false;
      this.askAfterwards(now);
      if (!this.talk.open) events.push(...this.gettingUp());
    }
    const closed = events.findIndex(event => event.type === 'closed');
    if (closed >= 0) events.splice(closed, 0, ...this.gettingUp());
    if (this.talk.tellsLast) { events.push(this.talk.tellsLast); this.talk.tellsLast = null; }
    const open = this.talk.open;
    if (open && !open.told) { open.told = true; events.push({ type: 'asked', page: open.page }); }
    if (this.talk.tellsBehind) { events.push(this.talk.tellsBehind); this.talk.tellsBehind = null; }
    return events;
  }

  // The clock.

  /** @param {number} now */
  endCountIn(now) {
    const state = this.state;
    if (state.is === 'count-in' && now >= state.from + DATA.leadIn) {
      this.state = { is: 'running', at: state.at, since: state.from + DATA.leadIn };
      this.brokenOff = null;
    }
  }

  /** A phase that lasts until a key has had its time. @param {number} now @returns {SessionEvent | null} */
  settle(now) {
    const here = this.spanHere(), phase = here && phaseOf(this.timeline, here);
    if (!here || !phase || phase.ends !== 'time-then-key' || this.shown >= here.at + here.length) return null;
    this.hold(now, { is: 'settling' });
    return { type: 'settling' };
  }

  /** @param {number} now @returns {SessionEvent} */
  arrive(now) {
    if (isGate(this.timeline, this.next)) {
      this.hold(now, { is: 'gate' });
      return { type: 'gate', index: this.next, timeline: this.timeline };
    }
    return this.beginNext(now);
  }

  /** @param {number} now @returns {SessionEvent} */
  beginNext(now) {
    const index = this.next, span = this.timeline.spans[index];
    if (!span || span.part === 'finished') return this.end(now, 'finished');
    if (span.part === 'rest' && span.set === null) this.done.add(span.exercise);
    if (isStep(span, 'sit-down')) this.plan = sitDownAfter(this.plan, span.item);
    this.next++;
    return { type: 'began', index, timeline: this.timeline };
  }

  /** @param {number} now @param {number} at */
  settleUp(now, at) {
    const state = this.state;
    if (state.is === 'running') this.lived += Math.min(Math.max(0, at - state.at), Math.max(0, now - state.since));
  }

  /** @param {number} now @param {State} state */
  hold(now, state) {
    this.settleUp(now, startsAt(this.timeline, this.next));
    this.state = state;
  }

  /** A key has come: the next span begins now. @param {number} now @returns {SessionEvent} */
  pass(now) {
    this.state = { is: 'running', at: startsAt(this.timeline, this.next), since: now };
    return this.beginNext(now);
  }

  /** @param {number} now @returns {SessionEvent | null} */
  pause(now) {
    const state = this.state;
    if (state.is !== 'running' && state.is !== 'count-in') return null;
    const at = state.is === 'running' ? this.offset(now) : state.at;
    this.settleUp(now, at);
    this.state = { is: 'paused', at };
    return { type: 'paused' };
  }

  /** A short repetition begins again; anything longer goes on where it stopped. @param {number} now */
  resume(now) {
    if (this.state.is !== 'paused') return;
    let at = this.state.at;
    const index = indexAt(this.timeline, at);
    if (this.next > index) {
      const around = repetitionAround(this.timeline, index);
      const short = around && around[1] <= DATA.beginsAgain ? around : null;
      this.next = short ? indexAt(this.timeline, short[0]) : index + 1;
      if (short) at = short[0];
      this.brokenOff = short ? index : null;
    }
    this.state = { is: 'count-in', at, from: now };
  }

  /** Goes to the beginning of a span; it begins unless the clock stands still. @param {number} now @param {number} index @returns {SessionEvent | null} */
  land(now, index) {
    this.settleUp(now, this.offset(now));
    const at = startsAt(this.timeline, index), state = this.state;
    this.next = index;
    this.shown = at;
    this.brokenOff = null;
    if (state.is === 'paused') this.state = { is: 'paused', at };
    else if (state.is === 'count-in') this.state = { is: 'count-in', at, from: state.from };
    else this.state = { is: 'running', at, since: now };
    return this.state.is === 'running' ? this.arrive(now) : null;
  }

  /** @param {Plan} plan */
  become(plan) {
    this.plan = plan;
    this.timeline = compile(plan);
  }

  // Keys.

  /** @param {number} now @param {string} key @returns {SessionEvent | null} */
  press(now, key) {
    const name = nameOfKey(key);
    if (name === 'q') return this.quit(now);
    if (name === 'm') { this.muted = !this.muted; return { type: 'volume', muted: this.muted }; }
    if (name === ' ') return this.passPauseOrGo(now);
    if (name === '\n') return this.state.is === 'gate' || this.state.is === 'settling' ? this.pass(now) : this.fitsNothing();
    if (this.isAtThePlan()) return this.pressAtThePlan(now, name);
    if (name === 'e') return this.easeNext(now);
    if (name === 'n') return this.nextExercise(now);
    if (name === 'p') { this.stopAndAsk(now, 'notice'); return null; }
    return this.fitsNothing();
  }

  beginsLying() { return isStep(this.timeline.spans[0], 'lie-down'); }

  /** @returns {SessionEvent | null} */
  fitsNothing() {
    const is = this.state.is;
    if (is === 'gate' || is === 'settling' || is === 'paused') {
      const plan = this.isAtThePlan();
      const keys = (plan && this.beginsLying() ? 'n' : '') + (plan && this.plan.holdAtMost !== null ? 'g' : '');
      return { type: 'refused', words: DATA.words.please[keys] };
    }
    if (is !== 'running' && is !== 'count-in') return null;
    const told = this.toldOfKeysIn;
    this.toldOfKeysIn = this.itemHere();
    return told === this.toldOfKeysIn ? null : { type: 'refused', words: DATA.words.noSuchKey };
  }

  /** @param {number} now @param {string} name @returns {SessionEvent | null} */
  pressAtThePlan(now, name) {
    if (name === 'g' && this.plan.holdAtMost !== null) return this.end(now, 'instead:gentle-day');
    if (name === 'n' && this.beginsLying()) {
      this.become({ ...this.plan, liesAlready: true });
      return this.pass(now);
    }
    return this.fitsNothing();
  }

  /** At the plan: fewer repetitions today. @returns {SessionEvent[]} */
  makeLighter() {
    if (!this.isAtThePlan()) return [];
    this.become(lighter(this.plan));
    return [{ type: 'planned' }];
  }

  /** @param {number} now @returns {SessionEvent | null} */
  quit(now) {
    if (this.isAtThePlan()) return this.end(now, isBadNews(this.talk) ? 'ask-first' : 'not-today');
    this.stopAndAsk(now, 'finish');
    return null;
  }

  /** @param {number} now @returns {SessionEvent | null} */
  passPauseOrGo(now) {
    if (this.state.is === 'gate' || this.state.is === 'settling') return this.pass(now);
    if (this.state.is === 'paused') { this.resume(now); return { type: 'count-in' }; }
    return this.pause(now);
  }

  /** The first repetition that has not begun. @returns {[number, number] | null} */
  nextTurn() {
    const here = this.spanHere();
    for (const span of this.timeline.spans.slice(this.here())) {
      if (span.part === 'phase' && !(here && here.part === 'phase' && here.item === span.item && here.nth === span.nth)) {
        return [span.item, span.nth];
      }
    }
    return null;
  }

  /** @param {number} now @returns {SessionEvent} */
  easeNext(now) {
    const next = this.nextTurn();
    /** @type {Eased} */
    let eased = 'not';
    if (next) {
      const [plan, became] = ease(this.plan, next[0], next[1]);
      this.become(plan);
      eased = became;
    }
    return { type: 'eased', eased, left: this.left(now) };
  }

  /** @param {number} now @returns {SessionEvent | null} */
  nextExercise(now) {
    const here = this.spanHere();
    if (!here || here.part === 'finished') return null;
    if (this.state.is === 'settling') return this.pass(now);
    const phase = phaseOf(this.timeline, here);
    if (here.part === 'transition' && here.step !== 'stand-again') {
      this.become(endItem(this.plan, here.item, this.begunOf(here.item)));
      return { type: 'not-now', words: DATA.words.nextAfterThis };
    }
    if (here.part === 'phase' && exerciseOf(this.timeline, here).upTo) {
      const [plan, otherSide] = finishWith(this.plan, here.item, here.nth);
      this.become(plan);
      return { type: 'not-now', words: otherSide ? DATA.words.enoughAndOther : DATA.words.enough };
    }
    if (phase && phase.ends === 'time-then-key') {
      const left = Math.max(1000, here.at + here.length - this.offset(now));
      return { type: 'not-now', words: DATA.words.atLeast.replace('{left}', clock(left)) };
    }
    if (phase && phase.ends === 'key-or-time') return this.land(now, this.next);
    const stands = this.sitDownFromTheMiddle(here.item);
    this.become(endItem(this.plan, here.item, this.begunOf(here.item)));
    const next = this.timeline.spans.find(span => span.item > here.item);
    const index = next ? wayTo(this.timeline, next.item, stands) : null;
    return index === null ? null : this.land(now, index);
  }

  /** Whoever ends an item on the feet, where its end would have been none, sits down after it. @param {number} index */
  sitDownFromTheMiddle(index) {
    const item = this.plan.items[index];
    const endsOnFeet = !item || isOnFeet(this.begunOf(index) === 0 ? firstVersion(this.plan, item).position : endsIn(lastVersion(this.plan, item)));
    const stands = isOnFeet(this.brokenOff === null ? this.position() : positionAt(this.timeline, this.brokenOff));
    if (!endsOnFeet && stands) this.plan = sitDownAfter(this.plan, index);
    return stands;
  }

  /** How many repetitions of an item have begun. @param {number} item */
  begunOf(item) {
    let begun = 0;
    for (const span of this.timeline.spans.slice(0, this.next)) {
      if (span.item === item && span.part === 'phase') begun = Math.max(begun, span.nth + 1);
    }
    return begun;
  }

  // The conversation.

  /** @param {number} now @param {string} page */
  ask(now, page) {
    this.isWarned = pageOf(page).isAWarning;
    this.state = { is: 'asking' };
    this.talk.typed = '';
    this.talk.open = { page, since: now, told: false };
  }

  /** @param {number} now @returns {SessionEvent | null} */
  askNext(now) {
    this.talk.trail = [];
    const page = this.talk.queue.shift();
    if (page !== undefined) { this.ask(now, page); return null; }
    return this.ending ? this.close() : this.atThePlan(now);
  }

  /** @returns {SessionEvent} */
  close() {
    this.state = { is: 'over' };
    const left = this.talk.open;
    this.talk.open = null;
    this.isUnsettled = !!left && UNSETTLED.includes(left.page);
    return { type: 'closed' };
  }

  /** @param {number} now @param {string} page */
  stopAndAsk(now, page) {
    this.pause(now);
    this.returnsTo = this.state;
    this.shown = this.offset(now);
    this.talk.trail = [];
    this.ask(now, page);
  }

  /** @param {number} now */
  askAfterwards(now) {
    if (!this.ending) return;
    this.talk.queue = (DATA.afterwards[this.ending.how] || []).slice();
    if (this.talk.queue.length) this.askNext(now);
  }

  /** @param {number} now @param {string} key @returns {SessionEvent[]} */
  answer(now, key) {
    const open = this.talk.open;
    if (!open) return [];
    const page = pageOf(open.page), heard = pressOn(page, this.talk, key);
    if (!heard) { if (this.ending) open.since = now; return []; }
    if (heard.refused !== undefined) return [{ type: 'refused', words: heard.refused }];
    const row = heard.pain === undefined ? null : rowOf(page, this.talk, !!this.ending, heard.pain);
    if (page.answers === 'pain-before' && typeof heard.value === 'number') this.talk.before = heard.value;
    const answer = answerOf(heard);
    const outcome = row ? row.then : heard.then;
    const follows = outcome !== undefined ? this.follow(now, open.since, outcome) : [];
    return [/** @type {SessionEvent} */ ({ type: 'replied', page: open.page, answer })].concat(follows);
  }

  /** @param {number} now @param {number} opened @param {number} outcome @returns {SessionEvent[]} */
  follow(now, opened, outcome) {
    const { does, next } = resolve(outcome, cond => this.holds(cond, now, opened));
    const left = this.talk.open;
    this.talk.open = null;
    /** @type {SessionEvent[]} */
    const events = [];
    for (const effect of does) { const event = this.apply(now, effect); if (event) events.push(event); }
    const event = this.goTo(now, next, left ? left.page : null);
    if (event) events.push(event);
    return events;
  }

  /** @param {number} now @param {Next} next @param {string | null} left @returns {SessionEvent | null} */
  goTo(now, next, left) {
    const to = String(next[1]);
    switch (next[0]) {
      case 'page':
        if (left) this.talk.trail.push(left);
        this.ask(now, to);
        return null;
      case 'page-before': {
        const page = this.talk.trail.pop();
        if (page === undefined) return this.askNext(now);
        this.ask(now, page);
        return null;
      }
      case 'queue': return this.askNext(now);
      case 'back': return this.goBack(now);
      case 'go-on': return this.goOn(now);
      case 'end': return this.end(now, to);
      default: return this.close();
    }
  }

  /** @param {string} cond @param {number} now @param {number} opened */
  holds(cond, now, opened) {
    switch (cond) {
      case 'begun': return this.next > 0;
      case 'over': return this.ending !== null;
      case 'has-strength': return this.plan.items.some(item => isDone(item) && isStrength(this.plan.exercises[item.exercise]));
      case 'bad-news': return isBadNews(this.talk);
      case 'legs-back-in-time': return now - opened <= DATA.legsSettle;
      case 'on-the-feet': {
        const item = this.plan.items[this.itemHere()];
        return !!item && isItemOnFeet(this.plan, item);
      }
      case 'nothing-smaller': {
        const next = this.nextTurn();
        return !next || ease(this.plan, next[0], next[1])[1] === 'not';
      }
      case 'asks-first': return asksFirst(this.talk);
      case 'taken-back': return this.talk.facts.includes('wrong-key');
      default: return false;
    }
  }

  /** @param {number} now @param {Effect} effect @returns {SessionEvent | null} */
  apply(now, effect) {
    const [what, of] = effect;
    switch (what) {
      case 'plan': this.shrink(of); return null;
      case 'remember': this.remember(of); return null;
      case 'journal': return { type: 'adapted', row: of, left: this.left(now) };
      case 'tell': this.talk.tellsLast = { type: 'adapted', row: of, left: this.leftBehind(this.offset(now)) }; return null;
      case 'say': return { type: 'responded', words: of };
      case 'ask-by-name': askByName(this.talk); return null;
      default:
        if (!this.muted) this.talk.tellsBehind = { type: 'volume', muted: true };
        this.muted = true;
        return null;
    }
  }

  /** @param {string} fact */
  remember(fact) {
    const talk = this.talk;
    talk.facts.push(fact);
    /** @type {[Flag[], ToldWord] | null} */
    const all = fact === 'none-on-the-card' ? [DATA.onTheCard, 'no'] : fact === 'asked-first' ? [DATA.onTheCard, 'not-sure']
      : fact === 'leaning-back:no' ? [talk.flags, 'no'] : fact === 'leaning-back:not-sure' ? [talk.flags, 'not-sure'] : null;
    if (all) for (const flag of all[0]) talk.declared[flag] = all[1];
    if (fact === 'told-flags') Object.assign(talk.declared, talk.told);
  }

  /** Makes the plan smaller. @param {string} how */
  shrink(how) {
    const item = this.itemHere(), next = this.nextTurn();
    const before = this.talk.before;
    if (how === 'lighter') this.talk.lighterFor = 'last-time';
    if (how === 'without-number') this.talk.lighterFor = 'no-number';
    if (how === 'for-a-sore-day') this.talk.lighterFor = before === null ? 'something-new' : 'pain:' + before;
    if (how === 'rest-and-shrink' || how === 'only-breathe' || how === 'off-the-feet') this.stood = this.sitDownFromTheMiddle(item);
    const begun = this.begunOf(item), position = this.position();
    this.goesOnWith = null;
    let plan = this.plan;
    if (how === 'rest-and-shrink') [plan, this.goesOnWith] = restAndShrink(plan, item, begun, position);
    else if (how === 'only-breathe') [plan, this.goesOnWith] = onlyBreathe(plan, item, begun, position);
    else if (how === 'off-the-feet') [plan, this.goesOnWith] = keepOffTheFeet(plan, item, begun);
    else if (how === 'ease') { if (next) [plan] = ease(plan, next[0], next[1]); }
    else if (how === 'lighter') plan = lighter(plan);
    else if (how === 'for-a-sore-day') plan = forASoreDay(plan);
    else if (how === 'without-number') plan = withoutNumber(plan);
    else if (how === 'unsure-of-leaning-back') plan = unsureOf(plan, DATA.leaningBack);
    else if (how === 'for-told-flags') plan = forPerson(plan, this.talk.told);
    this.become(plan);
  }

  /** @param {number} now @returns {SessionEvent} */
  goBack(now) {
    this.state = this.returnsTo;
    if (this.state.is === 'paused') { this.resume(now); return { type: 'count-in' }; }
    return this.state.is === 'gate' ? { type: 'gate', index: this.next, timeline: this.timeline } : { type: 'settling' };
  }

  /** @param {number} now @returns {SessionEvent} */
  goOn(now) {
    const item = this.goesOnWith === null ? this.itemHere() : this.goesOnWith;
    this.goesOnWith = null;
    const index = wayTo(this.timeline, item, this.stood);
    if (index === null) return this.end(now, 'stopped');
    this.next = index;
    this.shown = startsAt(this.timeline, index);
    return this.pass(now);
  }

  // The end.

  /** @param {number} now @param {string} how @returns {SessionEvent} */
  end(now, how) {
    const at = Math.min(this.offset(now), this.timeline.total), position = this.position();
    const settled = how !== 'dizzy' && !(how === 'red-stop' && lastOf(this.talk, 'red') === 'legs');
    const closing = how === 'emergency' ? 'medical-help' : closingOf(position, settled);
    this.settleUp(now, at);
    this.shown = at;
    this.state = { is: 'over' };
    this.talk.open = null;
    const of = new Set(this.plan.items.filter(item => item.leftOut === null).map(item => item.exercise)).size;
    this.ending = { how, position, closing, done: this.done.size, of, lived: this.lived };
    this.hasJustEnded = true;
    return { type: 'ended' };
  }

  /** How to get up, where nothing more is asked. @returns {SessionEvent[]} */
  gettingUp() {
    const ending = this.ending;
    if (!ending || (ending.how !== 'finished' && ending.how !== 'stopped') || this.isWarned) return [];
    const closing = this.isUnsettled ? closingOf(ending.position, false) : ending.closing;
    return [{ type: 'getting-up', closing, dizzy: this.talk.facts.includes('dizzy-today') }];
  }
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
