// What is heard: samples in a file of their own, played by the page's `<audio>` elements. A sound takes its time to begin,
// and no word waits for it: what follows, and what is no more in step, joins at the beginning of a span by another element,
// which is told to play as much earlier as it takes.

/** Samples a second; long sessions take half as many, which still holds every tone. */
const RATE = 16000, RATE_OF_A_LONG_ONE = 8000, LONG_SESSION = 20 * 60000;
/** After so long without any sound, it is said. */
const NO_SOUND_AT_ALL = 5000;
/** Some browsers say only every few hundredths of a second where a sound is; so long it goes on as it did. */
const SAID_EVERY = 250;
/** A sound has begun when it has moved evenly for so long: some browsers say that it moves, and then it stands for a moment. */
const EVENLY = 500, UNEVEN = 40;
/** In ms, what a browser may make of the place that it was given. */
const ROUNDED_OFF = 1;
/** So far apart words and sound are in step; and so far apart no sound is better than this one. */
const IN_STEP = 20, OUT_OF_STEP = 250;
/** What a sound takes to begin, until it has; and to be ready before that. */
const TAKES = 100, GETS_READY = 300;

/** An `<audio>` element, and how far it is. */
class Track {
  constructor() {
    this.audio = document.createElement('audio');
    this.audio.preload = 'auto';
    /** Where it begins, where it was last, and since when by the page's own time. */
    this.from = 0;
    this.seen = 0;
    this.seenAt = 0;
    /** @type {number | null} When it was told to play. */
    this.told = null;
    this.moves = false;
    /** Since when it moves evenly, and from where. */
    this.evenSince = 0;
    this.evenFrom = 0;
    // Some browsers forget where it is to begin until they know the file.
    this.audio.addEventListener('loadedmetadata', () => {
      if (Math.abs(this.audio.currentTime * 1000 - this.from) > 20) this.audio.currentTime = this.from / 1000;
    });
  }

  /** Gets ready to play from a place on. @param {string} file @param {number} at */
  load(file, at) {
    this.audio.pause();
    if (this.audio.src !== file) this.audio.src = file;
    this.audio.currentTime = at / 1000;
    this.from = this.seen = at;
    this.told = null;
    this.moves = false;
  }

  play() {
    if (this.told !== null) return;
    this.told = this.seenAt = performance.now();
    this.audio.play().catch(() => {});
  }

  /** Where it is, in ms; null where it does not move. @returns {number | null} */
  place() {
    if (this.told === null) return null;
    const at = this.audio.currentTime * 1000, clock = performance.now();
    if (at !== this.seen) { this.seen = at; this.seenAt = clock; }
    if (!this.moves) this.begins(at, clock, this.told);
    const since = clock - this.seenAt;
    return this.moves && since < SAID_EVERY ? this.seen + since : null;
  }

  /** Whether it has begun by now. @param {number} at @param {number} clock @param {number} told */
  begins(at, clock, told) {
    const uneven = Math.abs(at - this.evenFrom - (clock - this.evenSince));
    // A place that it was sent to is not one that it has come to.
    if (at <= this.from + ROUNDED_OFF || uneven > UNEVEN) { this.evenSince = clock; this.evenFrom = at; return; }
    if (clock - this.evenSince < EVENLY) return;
    this.moves = true;
    const took = Math.max(0, clock - told - (at - this.from));
    Track.takes = Math.abs(took - Track.takes) > OUT_OF_STEP || Track.takes === TAKES ? took : (took + Track.takes) / 2;
  }
}
/** What a sound takes to begin: as it was the last times. */
Track.takes = TAKES;

class Sound {
  constructor() {
    /** The one that plays, the one that waits, and one for marks between. */
    this.now = new Track();
    this.waiting = new Track();
    this.marks = new Track();
    /** @type {Map<number, ToneBox>} */
    this.boxes = new Map();
    /** @type {Map<Timeline, string>} */
    this.files = new Map();
    /** @type {Timeline | null} What plays, and what is to follow from a place on. */
    this.timeline = null;
    /** @type {{ timeline: Timeline, at: number } | null} */
    this.join = null;
    this.isReady = false;
    this.isPlaying = false;
    this.isMuted = false;
    /** @type {number | null} How far the words are ahead of the sound; null where it does not move. */
    this.ahead = null;
    /** @type {() => void} Called where something outside has stopped the sound. */
    this.onStopped = () => {};
    for (const { audio } of [this.now, this.waiting]) {
      audio.addEventListener('pause', () => {
        if (audio === this.now.audio && this.isPlaying && audio.paused && !audio.ended) this.onStopped();
      });
    }
  }

  /** The elements, to be put into the page. */
  elements() { return [this.now.audio, this.waiting.audio, this.marks.audio]; }

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
    // They are large: those of plans that are no more go.
    for (const [of, file] of this.files) {
      if (of === this.timeline || (this.join && of === this.join.timeline)) continue;
      URL.revokeObjectURL(file);
      this.files.delete(of);
    }
    const box = this.box(timeline.total);
    const file = wavOf(box.render(timeline), box.rate);
    this.files.set(timeline, file);
    return file;
  }

  /** Gets ready to play from a place on. @param {Timeline} timeline @param {number} at */
  prepare(timeline, at) {
    this.now.load(this.file(timeline), at);
    this.timeline = timeline;
    this.join = null;
    this.isReady = true;
  }

  /** The words come to that place in so many ms: in how many of them it wants to be asked again. @param {number} wait */
  beginIn(wait) {
    if (!this.isReady || this.now.told !== null) return Infinity;
    if (wait > Track.takes) return wait - Track.takes;
    this.now.play();
    return Infinity;
  }

  /** The words begin at a place. @param {Timeline} timeline @param {number} at */
  play(timeline, at) {
    if (!this.isReady || timeline !== this.timeline || at !== this.now.from) this.prepare(timeline, at);
    this.isReady = false;
    this.isPlaying = true;
    this.ahead = null;
    this.now.play();
  }

  stop() {
    this.isReady = false;
    this.isPlaying = false;
    this.join = null;
    this.now.audio.pause();
    this.waiting.audio.pause();
  }

  /** Where the words are by a sound that went on while the page slept; null where they go on by themselves. @param {number} words @returns {number | null} */
  offset(words) {
    const at = this.isPlaying ? this.now.place() : null;
    if (at === null) { this.ahead = null; return null; }
    const { ahead } = this, now = words - at;
    if (ahead !== null && Math.abs(ahead) < OUT_OF_STEP && ahead - now > OUT_OF_STEP) return at + ahead;
    // Browsers say now a little more and now a little less.
    this.ahead = ahead === null || Math.abs(now - ahead) > OUT_OF_STEP ? now : ahead + (now - ahead) / 8;
    return null;
  }

  /** Whether nothing is heard that should be, and not only late. */
  isSilent() { return this.isPlaying && this.ahead === null && performance.now() - this.now.seenAt > NO_SOUND_AT_ALL; }

  /** The plan has become another one: its sound follows where the two begin to differ. @param {Timeline} timeline */
  become(timeline) {
    if (timeline === this.timeline || !this.timeline || (this.join && this.join.timeline === timeline)) return;
    this.joinAt(timeline, differFrom(this.timeline, timeline));
  }

  /** @param {Timeline} timeline @param {number} at */
  joinAt(timeline, at) {
    this.join = { timeline, at };
    this.waiting.load(this.file(timeline), at);
  }

  /** Joins what follows where it is time: in how many ms it wants to be asked again. @param {number} words */
  keepUp(words) {
    const { timeline, ahead } = this;
    if (!this.isPlaying || !timeline) return Infinity;
    const apart = Math.abs(ahead === null ? 0 : ahead);
    this.now.audio.muted = this.isMuted || apart > OUT_OF_STEP;
    if (!this.join && apart > IN_STEP) {
      const span = timeline.spans.find(span => span.at > words + Track.takes + GETS_READY);
      if (span) this.joinAt(timeline, span.at);
    }
    if (!this.join) return Infinity;
    const due = this.join.at - words;
    if (due > Track.takes) return due - Track.takes;
    this.waiting.play();
    if (due <= 0) this.takeOver(words, this.join);
    return Math.max(0, due) || Infinity;
  }

  /** @param {number} words @param {{ timeline: Timeline, at: number }} join */
  takeOver(words, join) {
    const was = this.now, { told } = was;
    this.now = this.waiting;
    this.waiting = was;
    this.timeline = join.timeline;
    this.join = null;
    // A page that slept has gone past it.
    if (words - join.at > OUT_OF_STEP) this.now.load(this.file(join.timeline), words);
    this.now.play();
    // What was before it is heard to its end.
    window.setTimeout(() => { if (was === this.waiting && was.told === told) was.audio.pause(); }, Math.max(0, this.ahead || 0));
    this.ahead = null;
  }

  /** A mark between: the clock stands still, goes on, or it becomes smaller. @param {string} cue @param {boolean} muted */
  mark(cue, muted) {
    if (muted) return;
    const box = this.box(0);
    this.marks.load(wavOf([box.cue(cue, Math.max(200, lengthOf(DATA.tones[cue])))], box.rate), 0);
    this.marks.play();
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.isMuted = muted;
    for (const one of this.elements()) one.muted = muted;
  }
}

/** @param {Int16Array<ArrayBuffer>[]} pieces @param {number} rate */
function wavOf(pieces, rate) {
  const count = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return URL.createObjectURL(new Blob([wavHeader(count, rate), ...pieces], { type: 'audio/wav' }));
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
