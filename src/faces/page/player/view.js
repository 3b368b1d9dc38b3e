// What is seen: elements with text in them. No text becomes markup.

/**
 * An element with attributes, and what is in it.
 * @param {string} name @param {Record<string, string>} attributes @param {(Node | string)[]} inside
 */
function element(name, attributes, ...inside) {
  const made = document.createElement(name);
  for (const attribute of Object.keys(attributes)) made.setAttribute(attribute, attributes[attribute]);
  made.append(...inside);
  return made;
}

/** @param {string} words @param {() => void} press @param {string} [key] @param {string} [kind] */
function button(words, press, key, kind) {
  const made = /** @type {HTMLButtonElement} */ (element('button', { type: 'button', class: kind || '' }, capital(words)));
  if (key) {
    made.append(element('kbd', { 'aria-hidden': 'true' }, key));
    made.setAttribute('aria-keyshortcuts', key === 'space' ? 'Space' : key);
  }
  // Whoever points at it presses no key on it later by mistake.
  made.addEventListener('click', event => { if (event.detail) made.blur(); press(); });
  return made;
}

/** Paragraphs, lists and headings of a page's words. @param {string[]} lines */
function paragraphs(lines) {
  /** @type {HTMLElement[]} */
  const made = [];
  /** @type {HTMLElement | null} */
  let list = null;
  for (const line of lines) {
    if (line.startsWith('- ')) {
      if (!list) made.push(list = element('ul', {}));
      list.append(element('li', {}, ...withCall(line.slice(2))));
      continue;
    }
    list = null;
    if (line === '') continue;
    const isHeading = line === line.toUpperCase() && /\p{L}/u.test(line);
    const kind = line.startsWith('  ') ? 'indented' : line.endsWith(':') ? 'lead' : '';
    made.push(element(isHeading ? 'h2' : 'p', { class: isHeading ? 'head' : kind }, ...withCall(line.trim())));
  }
  return made;
}

/** A line in which the number of whom to ask can be called. @param {string} line @returns {(Node | string)[]} */
function withCall(line) {
  const [number, link] = DATA.call || ['', ''], at = number ? line.indexOf(number) : -1;
  return at < 0 ? [line] : [line.slice(0, at), element('a', { class: 'call', href: link }, number), line.slice(at + number.length)];
}

const SVG = 'http://www.w3.org/2000/svg';

/** The figure: so many paths as there are strokes, moved and not made anew. */
class FigureView {
  constructor() {
    this.svg = document.createElementNS(SVG, 'svg');
    this.svg.setAttribute('aria-hidden', 'true');
    /** @type {SVGPathElement[]} */
    this.paths = [];
  }

  /** @param {Pose | null} pose */
  draw(pose) {
    const strokes = pose ? strokesOf(pose) : [];
    while (this.paths.length < strokes.length) {
      const path = document.createElementNS(SVG, 'path');
      this.paths.push(path);
      this.svg.append(path);
    }
    this.paths.forEach((path, nth) => {
      const stroke = strokes[nth];
      path.setAttribute('class', stroke ? stroke.tone + (stroke.closed ? ' filled' : '') : '');
      path.setAttribute('d', stroke ? pathOf(stroke) : '');
      if (stroke) path.setAttribute('stroke-width', stroke.width.toFixed(1));
    });
    if (pose) {
      const [left, top, right, bottom] = pose.frame;
      this.svg.setAttribute('viewBox', [left, top, right - left, bottom - top].map(number => number.toFixed(1)).join(' '));
    }
  }
}

/** A session going on. */
class MovingView {
  /** @param {(key: string) => void} press */
  constructor(press) {
    const words = DATA.words;
    this.title = element('h2', {});
    this.place = element('p', { class: 'place' });
    this.left = element('p', { class: 'left' });
    this.word = element('p', { class: 'word' });
    this.side = element('p', { class: 'side' });
    this.seconds = element('p', { class: 'seconds' });
    this.cue = element('div', { class: 'cue' });
    this.bar = element('div', {});
    this.rep = element('p', { class: 'rep' });
    this.coming = element('p', { class: 'coming' });
    this.remark = element('p', { class: 'remark', role: 'status' });
    this.session = /** @type {HTMLProgressElement} */ (element('progress', { max: '1', 'aria-label': words.progress }));
    this.figure = new FigureView();
    this.pause = button(words.pause, () => press(' '), 'space', 'first');
    this.sound = button(words.soundOff, () => press('m'), 'm');
    const buttons = element('div', { class: 'buttons' }, this.pause, button(words.pain, () => press('p'), 'p', 'second'),
      button(words.easier, () => press('e'), 'e'), button(words.next, () => press('n'), 'n'),
      button(words.finish, () => press('q'), 'q'), this.sound);
    this.whole = element('section', { class: 'moving', 'aria-label': words.session },
      element('header', {}, this.title, this.place, this.left),
      element('div', { class: 'scene' }, element('div', { class: 'pose' }, this.figure.svg),
        element('div', { class: 'says' }, element('div', { class: 'large' }, this.word, this.side, this.seconds), this.cue,
          element('div', { class: 'bar', 'aria-hidden': 'true' }, this.bar), element('div', { class: 'beside' }, this.rep, this.coming))),
      this.remark, this.session, buttons);
    this.shown = -1;
    /** @type {Timeline | null} */
    this.timeline = null;
    this.word_ = '';
  }

  /** What stays the same all through a span. @param {Timeline} timeline @param {number} index */
  words(timeline, index) {
    if (this.shown === index && this.timeline === timeline) return;
    const span = timeline.spans[index], phase = phaseOf(timeline, span);
    this.shown = index;
    this.timeline = timeline;
    this.title.textContent = versionOf(timeline, span).title;
    this.place.textContent = placeOf(timeline, span) || '';
    this.cue.replaceChildren(...cueOf(timeline, index).map(line => element('p', {}, line)));
    this.side.textContent = sideWord(timeline, index);
    this.rep.textContent = isForNoticing(timeline, span) ? DATA.words.worse : repOf(span) || '';
    this.coming.textContent = coming(timeline, index) || '';
    this.whole.dataset.breath = phase ? phase.breath : '';
  }

  /** @param {string} word */
  big(word) {
    if (this.word_ === word) return;
    this.word_ = word;
    this.word.textContent = word;
  }

  /** A moment of it. @param {Session} session @param {number} now @param {boolean} moving */
  draw(session, now, moving) {
    const timeline = session.timeline, at = session.offset(now), state = session.state, index = indexAt(timeline, at);
    const span = timeline.spans[index], before = timeline.spans[index - 1], next = timeline.spans[index + 1];
    this.words(timeline, index);
    const begins = span.part === 'lead-in' && before && before.part === 'setup' ? before.at : span.at;
    const ends = span.part === 'setup' && next && next.part === 'lead-in' ? next.at + next.length : span.at + span.length;
    const counting = state.is === 'count-in' ? Math.max(0, state.from + DATA.leadIn - now) : null;
    this.big(state.is === 'paused' ? DATA.words.pauseBig : counting !== null ? DATA.words.readyBig : bigWord(timeline, index));
    const seconds = Math.ceil((counting === null ? ends - at : counting) / 1000);
    setText(this.seconds, seconds < 100 ? String(seconds) : clock(seconds * 1000));
    const left = Math.ceil(session.left(now) / 1000) * 1000;
    setText(this.left, DATA.words.left.replace('{left}', clock(left)));
    const part = ends > begins ? Math.min(1, (at - begins) / (ends - begins)) : 1;
    this.bar.style.transform = 'scaleX(' + (moving ? part : Math.ceil(part * 10) / 10).toFixed(3) + ')';
    this.session.value = timeline.total ? at / timeline.total : 1;
    setText(this.pause.firstChild, state.is === 'paused' ? DATA.words.goOn : DATA.words.pause);
    setText(this.sound.firstChild, session.muted ? DATA.words.soundOn : DATA.words.soundOff);
    this.figure.draw(poseAt(timeline, at, moving));
  }
}

/** @param {Node | null} node @param {string} text */
function setText(node, text) { if (node && node.textContent !== text) node.textContent = text; }
