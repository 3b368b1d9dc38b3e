// What is asked in a session and what comes of it, how it begins and how it ends, as `src/session/outcomes.rs` has it.

/** Who is asked these has not settled. */
const UNSETTLED = ['dizzy-gone', 'legs-back'];

class Conversation extends Playhead {
  /** @param {Plan} plan @param {boolean} asks */
  constructor(plan, asks) {
    super(plan);
    this.talk = newTalk(plan);
    if (!asks) this.talk.queue = [];
    this.muted = false;
    /** @type {Set<string>} Exercises that are done, each with its round. */
    this.done = new Set();
    /** @type {Ending | null} */
    this.ending = null;
    this.hasJustEnded = false;
    this.isWarned = false;
    this.isUnsettled = false;
  }

  /** @param {boolean} muted */
  mute(muted) { this.muted = muted; }

  /** @param {number} now @returns {SessionEvent | null} */
  atThePlan(now) {
    if (isEmpty(this.plan)) { this.ask(now, 'nothing-left'); return null; }
    this.be({ is: 'gate' });
    return { type: 'planned' };
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

  /** @param {number} now @returns {SessionEvent} */
  beginNext(now) {
    const index = this.next, span = this.timeline.spans[index];
    if (!span || span.part === 'finished') return this.end(now, 'finished');
    if (span.part === 'rest' && span.set === null) {
      const item = this.plan.items[span.item];
      this.done.add(span.exercise + '/' + (item ? item.round : 1));
    }
    if (isStep(span, 'sit-down')) this.sitsDownAfter(span.item);
    this.next++;
    return { type: 'began', index, timeline: this.timeline };
  }

  /** A key has come: the next span begins now. @param {number} now @returns {SessionEvent} */
  pass(now) {
    this.stays = null;
    this.be({ is: 'running', at: startsAt(this.timeline, this.next), since: now });
    return this.beginNext(now);
  }

  /** @param {number} now @param {string} page */
  ask(now, page) {
    this.isWarned = pageOf(page).isAWarning;
    this.be({ is: 'asking' });
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
    this.be({ is: 'over' });
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
    this.be(this.returnsTo);
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

  /** @param {number} now @param {string} how @returns {SessionEvent} */
  end(now, how) {
    const at = Math.min(this.offset(now), this.timeline.total), position = this.position();
    const settled = how !== 'dizzy' && !(how === 'red-stop' && lastOf(this.talk, 'red') === 'legs');
    const closing = how === 'emergency' ? 'medical-help' : closingOf(position, settled);
    this.settleUp(now, at);
    this.shown = at;
    this.be({ is: 'over' });
    this.talk.open = null;
    const planned = this.plan.items.filter(item => item.leftOut === null);
    const open = planned.filter(item => !this.done.has(item.exercise + '/' + item.round)).map(item => item.exercise);
    const begun = new Set(Array.from(this.done, one => Number(one.split('/')[0])));
    // With several rounds an exercise is done when all of them are.
    const done = Array.from(begun).filter(exercise => !open.includes(exercise)).length;
    this.ending = { how, position, closing, done, of: new Set(planned.map(item => item.exercise)).size, lived: this.lived };
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
