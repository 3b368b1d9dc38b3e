// Where a session is in its timeline, and whether its clock runs, as `src/session/playhead.rs` has it.

class Playhead {
  /** @param {Plan} plan */
  constructor(plan) {
    this.plan = plan;
    this.timeline = compile(plan);
    /** @type {State} */
    this.state = { is: 'gate' };
    this.next = 0;
    this.shown = 0;
    this.lived = 0;
    /** @type {State} */
    this.returnsTo = { is: 'gate' };
    /** @type {number | null} */
    this.goesOnWith = null;
    this.stood = false;
    /** @type {Position | null} How a person was placed when the clock stopped, where it goes on from elsewhere. */
    this.stays = null;
  }

  here() { return this.state.is === 'gate' ? this.next : Math.max(0, this.next - 1); }

  spanHere() { return this.timeline.spans[this.here()]; }

  itemHere() { const span = this.spanHere(); return span ? span.item : 0; }

  position() { return this.stays || positionAt(this.timeline, this.here()); }

  standsStill() { return this.state.is === 'paused' || this.state.is === 'count-in'; }

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

  isAtThePlan() { return this.state.is === 'gate' && this.next === 0; }

  /** @param {number} now */
  endCountIn(now) {
    const state = this.state;
    if (state.is === 'count-in' && now >= state.from + DATA.leadIn) {
      this.state = { is: 'running', at: state.at, since: state.from + DATA.leadIn };
      this.stays = null;
    }
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
      if (short) { at = short[0]; this.stays = positionAt(this.timeline, index); }
    }
    this.state = { is: 'count-in', at, from: now };
  }

  /** @param {Plan} plan */
  become(plan) {
    if (this.standsStill()) this.stays = this.position();
    this.plan = plan;
    this.timeline = compile(plan);
  }

  /** @param {State} state */
  be(state) { this.state = state; }

  /** @param {number} item */
  sitsDownAfter(item) { this.plan = sitDownAfter(this.plan, item); }

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

  /** How many repetitions of an item have begun. @param {number} item */
  begunOf(item) {
    let begun = 0;
    for (const span of this.timeline.spans.slice(0, this.next)) {
      if (span.item === item && span.part === 'phase') begun = Math.max(begun, span.nth + 1);
    }
    return begun;
  }

  /** Whoever ends an item on the feet, where its end would have been none, sits down after it. @param {number} index */
  sitDownFromTheMiddle(index) {
    const item = this.plan.items[index];
    const endsOnFeet = !item || isOnFeet(this.begunOf(index) === 0 ? firstVersion(this.plan, item).position : endsIn(lastVersion(this.plan, item)));
    const stands = isOnFeet(this.position());
    if (!endsOnFeet && stands) this.plan = sitDownAfter(this.plan, index);
    return stands;
  }

  beginsLying() { return isStep(this.timeline.spans[0], 'lie-down'); }
}
