// A session being lived: what is due, and what a key does where a person is, as `src/session/` has it. It is told the time
// in milliseconds; it knows neither a clock nor a page.

class Session extends Conversation {
  /** @param {Plan} plan @param {boolean} asks */
  constructor(plan, asks) {
    super(plan, asks);
    /** @type {number | null} */
    this.toldOfKeysIn = null;
  }

  /** When something is due; null while a key is waited for. @returns {number | null} */
  wakeAt() {
    const state = this.state;
    if (state.is === 'running') return state.since + Math.max(0, startsAt(this.timeline, this.next) - state.at);
    if (state.is === 'count-in') return state.from + DATA.leadIn;
    const open = this.talk.open, page = open && pageOf(open.page);
    return open && page && page.silence ? open.since + page.silence[0] : null;
  }

  /** @param {number} now @returns {SessionEvent[]} */
  open(now) {
    if (this.talk.queue.length) { this.askNext(now); return this.told(now, []); }
    const event = this.atThePlan(now);
    return this.told(now, event ? [event] : []);
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

  /** Goes to the beginning of a span; it begins unless the clock stands still. @param {number} now @param {number} index @returns {SessionEvent | null} */
  land(now, index) {
    this.settleUp(now, this.offset(now));
    const at = startsAt(this.timeline, index), state = this.state;
    this.stays = this.standsStill() ? this.position() : null;
    this.next = index;
    this.shown = at;
    if (state.is === 'paused') this.be({ is: 'paused', at });
    else if (state.is === 'count-in') this.be({ is: 'count-in', at, from: state.from });
    else this.be({ is: 'running', at, since: now });
    return this.state.is === 'running' ? this.arrive(now) : null;
  }

  /** @param {number} now @param {string} key @returns {SessionEvent | null} */
  press(now, key) {
    const name = nameOfKey(key);
    if (name === 'q') return this.quit(now);
    if (name === 'm') { this.mute(!this.muted); return { type: 'volume', muted: this.muted }; }
    if (name === ' ') return this.passPauseOrGo(now);
    if (name === '\n') return this.state.is === 'gate' || this.state.is === 'settling' ? this.pass(now) : this.fitsNothing();
    if (this.isAtThePlan()) return this.pressAtThePlan(now, name);
    if (name === 'e') return this.easeNext(now);
    if (name === 'n') return this.nextExercise(now);
    if (name === 'p') { this.stopAndAsk(now, 'notice'); return null; }
    return this.fitsNothing();
  }

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
    // The exercise that a way leads to is the next one already.
    if (here.part === 'transition' && here.step !== 'stand-again') {
      if (here.step === 'sit-down') this.become(endItem(this.plan, here.item, this.begunOf(here.item)));
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
}
