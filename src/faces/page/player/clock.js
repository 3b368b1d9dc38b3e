// The session's own time: the page's, and that of the sound where it went on while the page slept. It never goes back, and never
// waits for a sound.

/** A page that slept makes up for so much of it in one leap, unless its sound went on. */
const SLEPT = 1500;

class Clock {
  /** @param {Sound} sound */
  constructor(sound) {
    this.sound = sound;
    /** What it told last, and how far that is from the page's time. */
    this.last = 0;
    this.shift = 0;
    /** @type {State | null} Where the session was when its sound was sent there: of another place it tells nothing. */
    this.followed = null;
  }

  /** @param {Session} session */
  moment(session) {
    const state = session.state, clock = performance.now();
    let now = clock + this.shift;
    if (state.is === 'running') {
      now = Math.min(now, this.last + SLEPT);
      const at = state === this.followed ? this.sound.offset(session.offset(now)) : null;
      if (at !== null) now = state.since + Math.max(0, at - state.at);
    }
    this.last = Math.max(this.last, now);
    this.shift = this.last - clock;
    return this.last;
  }

  /** In how many ms something is due, of the session or of its sound. @param {Session} session */
  nextIn(session) {
    const state = session.state, due = session.wakeAt();
    const ofTheSound = state.is === 'running' ? this.sound.keepUp(session.offset(this.last))
      : state.is === 'count-in' ? this.sound.beginIn(state.from + DATA.leadIn - this.last) : Infinity;
    return Math.min(due === null ? Infinity : due - this.last, ofTheSound);
  }
}
