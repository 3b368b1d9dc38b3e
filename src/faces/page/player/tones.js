// The tones of a timeline as samples: the same arithmetic as `src/audio/synth.rs`, at any rate of which the program's is a
// multiple.

/** Samples a second where the program plays. */
const RATE_OF_THE_PROGRAM = 48000;
/** From silence to full, from full to silence, and kept silent at the end of a tone that fills its phase: in ms. */
const ATTACK = 12, RELEASE = 40, GAP = 20;
/** Within so many samples of the program's rate a glide is counted as steady. */
const PIECE = 32;
/** How long a tone is that fills its phase, where there is none; and a hold from which on its middle is marked. */
const BY_ITSELF = 3000, LONG_HOLD = 10000;

/** The tone that a span begins with. @param {Timeline} timeline @param {Span} span @returns {string | null} */
function cueToneOf(timeline, span) {
  switch (span.part) {
    case 'transition': case 'change-over': return 'change-over';
    case 'lead-in': return 'lead-in';
    case 'rest': return 'rest';
    case 'phase': {
      const phase = phaseOf(timeline, span);
      return !phase ? null : phase.breath === 'free' ? 'hold' : phase.breath;
    }
    default: return null;
  }
}

/** How long a cue lasts by itself. @param {Tone[]} tones */
function lengthOf(tones) { return Math.max(0, ...tones.map(tone => tone.at + (tone.time === null ? BY_ITSELF : tone.time))); }

/**
 * Everything that is heard in a span, as places in samples.
 * @param {Timeline} timeline @param {number} nth @param {number} rate @returns {Sounding[]}
 */
function soundings(timeline, nth, rate) {
  const span = timeline.spans[nth], begin = span.at, end = span.at + span.length;
  /** @param {number} at */
  const index = at => Math.floor(at * rate / 1000);
  /** @type {Sounding[]} */
  const all = [];
  /** @param {string} cue @param {number} place @param {number} ahead */
  const put = (cue, place, ahead) => {
    for (const tone of DATA.tones[cue]) {
      const start = place + tone.at - ahead, from = index(start);
      if (start < 0 || from < index(begin) || from >= index(end)) continue;
      const to = tone.time === null ? index(end) : Math.min(index(start + tone.time), index(end));

      all.push({ tone, begin: from, end: to, gap: tone.time === null ? Math.floor(GAP * rate / 1000) : 0 });
    }
  };
  const cue = cueToneOf(timeline, span);
  if (cue === 'lead-in') put(cue, end, DATA.leadIn);
  else if (cue) put(cue, begin, 0);
  const phase = phaseOf(timeline, span);
  if (span.length >= LONG_HOLD && phase && phase.holds) put('halfway', begin + span.length / 2, 0);
  if (nth + 2 === timeline.spans.length) {
    const last = isDown(positionAt(timeline, nth)) ? 'end-in-bed' : 'end', before = all.length;
    put(last, end, lengthOf(DATA.tones[last]));
    const tone = DATA.tones[last][DATA.tones[last].length - 1];
    if (all.length === before && tone) {
      all.push({ tone, begin: index(begin), end: index(end), gap: 0 });
    }
  }
  return all;
}

/** Half a cosine, from 0 to 1 in `length` samples. @param {number} n @param {number} length */
function ramp(n, length) { return n >= length ? 1 : 0.5 - 0.5 * Math.cos(n / length * Math.PI); }

/** The samples of a tone: the same for every span of this length; each is the one of the program's rate at that moment. @param {Sounding} sounding @param {number} rate */
function samplesOf({ tone, begin, end, gap }, rate) {
  const step = RATE_OF_THE_PROGRAM / rate, length = (end - begin) * step, silent = Math.max(0, length - gap * step);
  const samples = new Float32Array(end - begin), [low, high] = tone.hz, second = RATE_OF_THE_PROGRAM;
  const growth = Math.log(high / low) / (Math.max(1, length) / second);
  /** @param {number} n */
  const turns = n => growth === 0 ? low * n / second : low * Math.expm1(growth * n / second) / growth;
  const half = tone.halvesIn === null ? Infinity : tone.halvesIn / 1000 * second;
  const attack = ATTACK * second / 1000, release = RELEASE * second / 1000;
  let piece = -1, from = 0, each = 0;
  for (let place = 0; place < samples.length; place++) {
    const n = place * step, ahead = n % PIECE;
    if (n >= silent) break;
    if (n - ahead !== piece) {
      piece = n - ahead;
      from = turns(piece);
      each = (turns(piece + PIECE) - from) / PIECE;
    }
    const envelope = ramp(n, attack) * ramp(Math.max(0, silent - (n + 1)), release);
    samples[place] = Math.sin(2 * Math.PI * ((from + each * ahead) % 1)) * Math.pow(2, -n / half) * envelope * tone.loud;
  }
  return samples;
}

/** Remembers the samples of tones, so that a breath is calculated once. */
class ToneBox {
  /** @param {number} rate */
  constructor(rate) {
    this.rate = rate;
    /** @type {Map<string, Int16Array<ArrayBuffer>>} Spans, by what is heard in them. */
    this.pieces = new Map();
    /** @type {Map<Tone, Map<string, Float32Array>>} */
    this.known = new Map();
  }

  /** @param {Sounding} sounding */
  samples(sounding) {
    const lengths = this.known.get(sounding.tone) || new Map();
    this.known.set(sounding.tone, lengths);
    const key = (sounding.end - sounding.begin) + ' ' + sounding.gap;
    const samples = lengths.get(key) || samplesOf(sounding, this.rate);
    lengths.set(key, samples);
    return samples;
  }

  /** A timeline as 16-bit samples, a piece for each span: one and the same for spans in which the same is heard. @param {Timeline} timeline */
  render(timeline) {
    return timeline.spans.map((span, nth) => {
      // Spans begin and end at whole milliseconds, which are whole samples.
      const begin = span.at * this.rate / 1000, count = span.length * this.rate / 1000;
      const heard = soundings(timeline, nth, this.rate).map(one => ({ ...one, begin: one.begin - begin, end: one.end - begin }));
      const key = JSON.stringify([count, heard]);
      const piece = this.pieces.get(key) || this.put(new Int16Array(count), heard);
      this.pieces.set(key, piece);
      return piece;
    });
  }

  /** A cue by itself, in a piece of this length. @param {string} cue @param {number} length */
  cue(cue, length) {
    const out = new Int16Array(Math.floor(length * this.rate / 1000));
    /** @param {number} at */
    const index = at => Math.floor(at * this.rate / 1000);
    return this.put(out, DATA.tones[cue].map(tone => {
      const begin = index(tone.at), end = index(tone.at + (tone.time === null ? BY_ITSELF : tone.time));
      return { tone, begin, end, gap: 0 };
    }));
  }

  /** Everything sums up, and nothing is cut off. @param {Int16Array<ArrayBuffer>} out @param {Sounding[]} sounding */
  put(out, sounding) {
    if (!sounding.length) return out;
    const from = Math.min(...sounding.map(one => one.begin)), to = Math.max(...sounding.map(one => one.end));
    const sum = new Float32Array(Math.max(0, Math.min(to, out.length) - from));
    for (const one of sounding) {
      const samples = this.samples(one), place = one.begin - from;
      for (let n = 0; n < samples.length && place + n < sum.length; n++) sum[place + n] += samples[n];
    }
    for (let n = 0; n < sum.length; n++) out[from + n] = toPcm(sum[n]);
    return out;
  }
}

/** @param {number} sample */
function toPcm(sample) { return Math.round(Math.max(-1, Math.min(1, sample)) * 32767); }

/** The header of a WAV file of so many 16-bit samples. @param {number} count @param {number} rate */
function wavHeader(count, rate) {
  const header = new DataView(new ArrayBuffer(44));
  /** @param {number} at @param {string} text */
  const put = (at, text) => Array.from(text).forEach((letter, nth) => header.setUint8(at + nth, letter.charCodeAt(0)));
  put(0, 'RIFF'); header.setUint32(4, 36 + 2 * count, true); put(8, 'WAVEfmt ');
  header.setUint32(16, 16, true); header.setUint16(20, 1, true); header.setUint16(22, 1, true);
  header.setUint32(24, rate, true); header.setUint32(28, 2 * rate, true); header.setUint16(32, 2, true); header.setUint16(34, 16, true);
  put(36, 'data'); header.setUint32(40, 2 * count, true);
  return header.buffer;
}
