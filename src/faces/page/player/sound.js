// What is heard: samples in a file of their own, played by the page's `<audio>` elements. The one that plays is the clock
// of the session. Another one waits, so that a changed plan joins without a gap.

/** Samples a second; long sessions take half as many, which still holds every tone. */
const RATE = 16000, RATE_OF_A_LONG_ONE = 8000, LONG_SESSION = 20 * 60000;
/** A sound that has not moved for so long is none: then the page counts by itself, until it moves again. */
const NO_SOUND_AFTER = 1500;
/** After so long without any, it is said. */
const NO_SOUND_AT_ALL = 5000;
/** Some browsers say only every few hundredths of a second where a sound is; so long it goes on as it did. */
const SAID_EVERY = 250;
/** In ms, what a browser may make of the place that it was given. */
const ROUNDED_OFF = 1;

class Sound {
  constructor() {
    const audio = () => { const one = document.createElement('audio'); one.preload = 'auto'; return one; };
    /** The one that plays, the one that waits, and one for marks between. */
    this.now = audio();
    this.waiting = audio();
    this.marks = audio();
    /** @type {Map<number, ToneBox>} */
    this.boxes = new Map();
    /** @type {WeakMap<Timeline, string>} */
    this.files = new WeakMap();
    /** @type {Timeline | null} What plays, and what is to follow from a place on. */
    this.timeline = null;
    /** @type {{ timeline: Timeline, at: number } | null} */
    this.join = null;
    this.isPlaying = false;
    this.isBroken = false;
    this.begun = 0;
    /** Where it was last, and since when: the page's own time. */
    this.seen = 0;
    this.seenAt = 0;
    /** @type {() => void} Called where something outside has stopped the sound. */
    this.onStopped = () => {};
    /** @type {Map<HTMLAudioElement, number>} Where each is to begin: some browsers forget it until they know the file. */
    this.wanted = new Map();
    for (const one of [this.now, this.waiting]) {
      one.addEventListener('loadedmetadata', () => {
        const at = this.wanted.get(one);
        if (at !== undefined && Math.abs(one.currentTime - at) > 0.02) one.currentTime = at;
      });
      one.addEventListener('pause', () => { if (one === this.now && this.isPlaying && !one.ended) this.onStopped(); });
    }
  }

  /** The elements, to be put into the page. */
  elements() { return [this.now, this.waiting, this.marks]; }

  /** Once, in a tap: a phone plays later what was allowed now. */
  unlock() {
    const silence = URL.createObjectURL(new Blob([wavHeader(800, 8000), new Int16Array(800)], { type: 'audio/wav' }));
    for (const one of this.elements()) {
      if (one.src) continue;
      one.src = silence;
      one.play().then(() => { if (one.src === silence) one.pause(); }, () => {});
    }
  }

  /** @param {number} length */
  box(length) {
    const rate = length > LONG_SESSION ? RATE_OF_A_LONG_ONE : RATE;
    const box = this.boxes.get(rate) || new ToneBox(rate);
    this.boxes.set(rate, box);
    return box;
  }

  /** A timeline as a file. @param {Timeline} timeline */
  file(timeline) {
    const known = this.files.get(timeline);
    if (known) return known;
    const box = this.box(timeline.total);
    const file = wavOf(box.render(timeline), box.rate);
    this.files.set(timeline, file);
    return file;
  }

  /** Gets ready to play from a place on. @param {Timeline} timeline @param {number} at */
  prepare(timeline, at) {
    const file = this.file(timeline);
    if (this.now.src !== file) this.now.src = file;
    this.seek(this.now, at);
    this.timeline = timeline;
    this.join = null;
  }

  /** @param {HTMLAudioElement} one @param {number} at */
  seek(one, at) {
    this.wanted.set(one, at / 1000);
    one.currentTime = at / 1000;
  }

  /** Plays from a place on. @param {Timeline} timeline @param {number} at */
  play(timeline, at) {
    this.prepare(timeline, at);
    this.isPlaying = true;
    this.begin(at);
  }

  /** What is prepared plays, and says where it is once it really does. @param {number} at */
  begin(at) {
    this.isBroken = false;
    this.waitFrom(at);
    this.now.play().catch(() => { if (this.isPlaying && this.now.paused) this.isBroken = true; });
  }

  /** Nothing goes on from here until the sound does. @param {number} at */
  waitFrom(at) {
    this.begun = at;
    this.seen = at;
    this.seenAt = performance.now();
  }

  stop() {
    this.isPlaying = false;
    this.join = null;
    this.now.pause();
  }

  /** Where it is, in ms; null where no sound plays that could say it. @returns {number | null} */
  offset() {
    if (!this.isPlaying || this.isBroken || !this.timeline) return null;
    if (this.now.ended) return this.timeline.total;
    const at = this.now.currentTime * 1000, clock = performance.now();
    if (this.hasMoved(at)) { this.seen = at; this.seenAt = clock; }
    const waits = clock - this.seenAt;
    if (waits > NO_SOUND_AFTER) { this.isBroken = true; return null; }
    return this.seen > this.begun ? this.seen + Math.min(waits, SAID_EVERY) : this.begun;
  }

  /** A sound that moves when the words have gone on without it goes where they are, and is the clock again. @param {number} words */
  joinWords(words) {
    const { now } = this;
    if (!this.isBroken || !this.isPlaying || now.paused || now.ended || !this.hasMoved(now.currentTime * 1000)) return;
    this.isBroken = false;
    this.seek(now, words);
    this.waitFrom(words);
  }

  /** Whether nothing is heard that should be, and not only late. */
  isSilent() { return this.isPlaying && this.isBroken && performance.now() - this.seenAt > NO_SOUND_AT_ALL; }

  /** Whether it is further on than where it was seen; a place that it was sent to is not one that it has come to. @param {number} at */
  hasMoved(at) { return at > this.begun + ROUNDED_OFF && at !== this.seen; }

  /** The plan has become another one: its sound follows where the two begin to differ. @param {Timeline} timeline */
  become(timeline) {
    if (timeline === this.timeline || !this.timeline || (this.join && this.join.timeline === timeline)) return;
    this.join = { timeline, at: differFrom(this.timeline, timeline) };
    this.waiting.src = this.file(timeline);
    this.seek(this.waiting, this.join.at);
  }

  /** Joins what follows, where it is time. */
  joinDue() {
    const join = this.join, at = this.offset();
    if (!join || (at !== null && at < join.at)) return;
    const was = this.now;
    this.now = this.waiting;
    this.waiting = was;
    this.timeline = join.timeline;
    this.join = null;
    this.now.muted = was.muted;
    const late = at === null;
    this.begin(join.at);
    this.isBroken = late;
    was.pause();
  }

  /** A mark between: the clock stands still, goes on, or it becomes smaller. @param {string} cue @param {boolean} muted */
  mark(cue, muted) {
    if (muted) return;
    const box = this.box(0);
    this.marks.src = wavOf(box.cue(cue, Math.max(200, lengthOf(DATA.tones[cue]))), box.rate);
    this.marks.play().catch(() => {});
  }

  /** @param {boolean} muted */
  mute(muted) { for (const one of this.elements()) one.muted = muted; }
}

/** @param {Int16Array<ArrayBuffer>} samples @param {number} rate */
function wavOf(samples, rate) {
  return URL.createObjectURL(new Blob([wavHeader(samples.length, rate), samples], { type: 'audio/wav' }));
}

/** The place from which on two timelines differ for whoever hears them. @param {Timeline} old @param {Timeline} now */
function differFrom(old, now) {
  /** @param {Timeline} timeline @param {number} nth */
  const heard = (timeline, nth) => {
    const span = timeline.spans[nth];
    return span && [span.at, span.length, cueToneOf(timeline, span), nth + 2 === timeline.spans.length].join(' ');
  };
  let nth = 0;
  while (nth < old.spans.length && nth < now.spans.length && heard(old, nth) === heard(now, nth)) nth++;
  const span = old.spans[nth] || now.spans[nth];
  return span ? span.at : old.total;
}
