// The page's player: a session, its sound, what is seen of it, keys and buttons.

/** How long a remark stays. */
const REMARK = 8000;
/** What is due within so much is waited for by itself. */
const SOON = 100;

class Player {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.sound = new Sound();
    this.clock = new Clock(this.sound);
    this.sound.onStopped = () => this.interrupted();
    this.spoken = element('div', { class: 'spoken', 'aria-live': 'polite' });
    this.stage = element('div', { class: 'stage', tabindex: '-1' });
    const heading = element('h1', { class: 'spoken' }, DATA.routine.title);
    this.screen = element('div', { class: 'screen' }, heading, this.stage, this.spoken, ...this.sound.elements());
    this.moving = new MovingView(key => this.press(key));
    /** @type {Session} */
    this.session = new Session(planOf(DATA.routine), true);
    /** @type {Told} */
    this.declared = {};
    /** @type {string[]} */
    this.closing = [];
    /** @type {string[]} */
    this.answers = [];
    /** @type {string[]} */
    this.eased = [];
    /** @type {string[]} */
    this.legStops = [];
    /** @type {string[]} What was said in reply to an answer, until it is shown. */
    this.replies = [];
    this.remarkUntil = 0;
    this.begun = false;
    /** @type {WakeLockSentinel | null} */
    this.lock = null;
    this.frame = 0;
    this.timer = 0;
    this.toldOfSilence = false;
    this.quiet = window.matchMedia('(prefers-reduced-motion: reduce)');
    document.addEventListener('keydown', event => this.keyDown(event));
    document.addEventListener('visibilitychange', () => { if (!document.hidden && this.begun) this.stayAwake(); });
    window.setInterval(() => this.tick(), 250);
  }

  // The clock.

  moment() { return this.clock.moment(this.session); }

  tick() {
    if (!document.body.classList.contains('playing')) return;
    const now = this.moment(), due = this.session.wakeAt();
    if (due !== null && now >= due) this.handle(this.session.advance(now));
    const soon = this.clock.nextIn(this.session);
    if (soon < SOON) this.comeBackIn(soon);
    if (this.isMoving()) this.moving.draw(this.session, this.clock.last, !this.quiet.matches);
    if (this.remarkUntil && now > this.remarkUntil) this.remark(null);
    if (this.sound.isSilent() && !this.toldOfSilence) { this.toldOfSilence = true; this.remark(DATA.words.silent); }
  }

  /** What is due between two pictures does not wait for the next one. @param {number} wait */
  comeBackIn(wait) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.tick(), wait);
  }

  loop() {
    cancelAnimationFrame(this.frame);
    const again = () => { this.tick(); this.frame = requestAnimationFrame(again); };
    this.frame = requestAnimationFrame(again);
  }

  isMoving() { return ['running', 'paused', 'count-in', 'settling'].includes(this.session.state.is); }

  /** The sound goes where the session is. */
  follow() {
    const session = this.session, state = session.state;
    this.sound.mute(session.muted);
    if (state.is === 'running') {
      if (state !== this.clock.followed) this.sound.play(session.timeline, state.at);
      else this.sound.become(session.timeline);
    } else {
      this.sound.stop();
      if (state.is === 'count-in') this.sound.prepare(session.timeline, state.at);
    }
    this.clock.followed = state;
  }

  // Beginning.

  /** The page's own button was pressed. */
  open() {
    document.body.classList.add('playing');
    this.root.append(this.screen);
    // What else is on the page is hidden now.
    this.root.setAttribute('role', 'main');
    this.sound.unlock();
    this.begin(planOf(DATA.routine), true);
    this.loop();
  }

  /** Back to the sheet. */
  leave() {
    cancelAnimationFrame(this.frame);
    this.sound.stop();
    this.screen.remove();
    this.root.removeAttribute('role');
    document.body.classList.remove('playing');
    if (this.lock) this.lock.release().catch(() => {});
    this.lock = null;
    const opener = this.root.querySelector('button');
    if (opener) opener.focus();
  }

  /** @param {Plan} plan @param {boolean} asks */
  begin(plan, asks) {
    if (asks) { this.declared = {}; this.answers = []; this.eased = []; this.legStops = []; }
    this.session = new Session(plan, asks);
    this.clock.followed = null;
    this.closing = [];
    this.begun = false;
    this.handle(this.session.open(this.moment()));
  }

  stayAwake() {
    const lock = navigator.wakeLock;
    if (!lock) { this.remark(DATA.words.staysDark); return; }
    if (!this.lock || this.lock.released) lock.request('screen').then(held => { this.lock = held; }, () => this.remark(DATA.words.staysDark));
  }

  /** Buttons of a locked screen, where a phone has them. */
  onLockScreen() {
    const media = navigator.mediaSession;
    if (!media || typeof MediaMetadata === 'undefined') return;
    media.metadata = new MediaMetadata({ title: this.session.plan.routine.title });
    const toggle = () => this.press(' ');
    media.setActionHandler('play', toggle);
    media.setActionHandler('pause', toggle);
    media.setActionHandler('nexttrack', () => this.press('n'));
  }

  // Keys and buttons.

  /** @param {KeyboardEvent} event */
  keyDown(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (!document.body.classList.contains('playing') || event.ctrlKey || event.altKey || event.metaKey) return;
    const onButton = target.closest('button,summary,label') && (event.key === 'Enter' || event.key === ' ');
    if (onButton || target.matches('input[type="text"]') || event.repeat) return;
    const key = event.key === 'Enter' ? '\n' : event.key;
    if (target.matches('input') && (key === ' ')) return;
    if (Array.from(key).length > 1 && key !== 'Backspace') return;
    event.preventDefault();
    this.press(key);
  }

  /** @param {string} key */
  press(key) {
    if (this.session.state.is === 'over' && !this.session.talk.open) return;
    const typed = this.session.talk.typed;
    this.handle(this.session.key(this.moment(), key));
    if (typed !== this.session.talk.typed) setText(this.stage.querySelector('.typed'), this.session.talk.typed);
  }

  /** Every letter of an answer, and Enter. @param {string} words */
  answer(words) {
    this.session.talk.typed = '';
    for (const key of words) this.session.key(this.moment(), key);
    this.press('\n');
  }

  interrupted() {
    if (this.session.state.is !== 'running') return;
    this.handle(this.session.key(this.moment(), ' '));
    this.remark(DATA.words.interrupted);
  }

  // What happened.

  /** @param {SessionEvent[]} events */
  handle(events) {
    for (const event of events) this.tell(event);
    if (this.isMoving() && this.stage.firstChild !== this.moving.whole) this.show(this.moving.whole, this.moving.pause);
    if (this.isMoving()) this.moving.draw(this.session, this.clock.last, !this.quiet.matches);
    // The sound of another plan takes a moment to make: what is seen does not wait for it.
    if (this.session.state.is === 'running') window.setTimeout(() => this.follow(), 0);
    else this.follow();
  }

  /** @param {SessionEvent} event */
  tell(event) {
    const said = remarkOf(event);
    if (event.type === 'asked' || event.type === 'ended' || event.type === 'planned') this.remark(null);
    if (event.type === 'responded' && said !== null) this.replies.push(said);
    else if (said !== null) this.remark(said);
    switch (event.type) {
      case 'asked': this.showPage(event.page); break;
      case 'replied': this.replied(event.page, event.answer); break;
      case 'planned': this.showPlan(); break;
      case 'gate': this.showGate(event.timeline, event.index); break;
      case 'began': this.began(event.timeline, event.index); break;
      case 'paused': this.sound.mark('pause', this.session.muted); break;
      case 'count-in': this.sound.mark('resume', this.session.muted); break;
      case 'eased': this.easedTo(event); break;
      case 'adapted': if (event.row === 'P-05') this.easedTo({ eased: 'easier' }); break;
      case 'ended': this.ended(); break;
      case 'getting-up': this.closing = this.closing.concat(gettingUpLines(this.session, event.closing)); break;
      case 'closed': this.showEnd(); break;
    }
  }

  /** @param {{ eased: Eased }} event */
  easedTo({ eased }) {
    if (eased === 'not') return;
    this.sound.mark('easier', this.session.muted);
    const next = this.session.nextTurn(), item = next && this.session.plan.items[next[0]];
    const title = item && this.session.plan.exercises[item.exercise].full.title;
    if (title && !this.eased.includes(title)) this.eased.push(title);
  }

  /** @param {string} page @param {string | null} answer */
  replied(page, answer) {
    if (answer) this.answers.push(answer);
    const span = this.session.spanHere();
    if (span && page === 'notice' && answer === 'noticed "legs"') this.legStops.push(versionOf(this.session.timeline, span).title);
  }

  /** @param {Timeline} timeline @param {number} index */
  began(timeline, index) {
    if (!this.begun) { this.begun = true; this.stayAwake(); this.onLockScreen(); }
    this.speak(spokenAt(timeline, index));
  }

  ended() {
    const ending = this.session.ending;
    if (!ending) return;
    Object.assign(this.declared, this.session.talk.declared);
    this.closing = endedLines(ending);
    const instead = DATA.instead[ending.how];
    if (instead) window.setTimeout(() => this.begin(forPerson(planOf(instead), this.declared), false), 0);
    else if (!(DATA.afterwards[ending.how] || []).length) this.showEnd();
  }

  // What is said.

  /** @param {string} words */
  speak(words) { if (words) this.spoken.replaceChildren(element('p', {}, words)); }

  /** @param {string | null} words */
  remark(words) {
    this.remarkUntil = words ? this.clock.last + REMARK : 0;
    setText(this.moving.remark, words || '');
    const line = this.stage.querySelector('.page-remark');
    if (line) setText(line, words || '');
  }

  // What is seen.

  /** @param {HTMLElement} whole @param {HTMLElement} [focused] */
  show(whole, focused) {
    this.stage.replaceChildren(whole);
    window.scrollTo(0, 0);
    (focused || this.stage).focus({ preventScroll: true });
  }

  /** A page of text with buttons. @param {string[]} lines @param {(Node | string)[]} below @param {string} [kind] */
  showText(lines, below, kind) {
    const remark = element('p', { class: 'page-remark', role: 'status' });
    const all = this.replies.concat(lines);
    this.replies = [];
    this.show(element('section', { class: 'page ' + (kind || '') }, ...paragraphs(all), remark, ...below));
  }

  showPlan() {
    const words = DATA.words, session = this.session;
    const buttons = [button(words.start, () => this.press(' '), 'space', 'first')];
    if (session.beginsLying()) buttons.push(button(words.lyingAlready, () => this.press('n'), 'n'));
    if (session.plan.holdAtMost !== null) buttons.push(button(words.gentleDay, () => this.press('g'), 'g'));
    else buttons.push(button(words.lighter, () => this.handle(session.makeLighter())));
    buttons.push(button(words.notToday, () => this.press('q'), 'q'));
    const [title, ...lines] = planLines(session);
    this.showText(lines.concat(words.tones), [element('div', { class: 'buttons' }, ...buttons)], 'plan');
    const page = this.stage.firstElementChild;
    if (page) page.prepend(element('h2', {}, title));
    // So that its sound is there when it begins.
    window.setTimeout(() => { if (session.isAtThePlan()) this.sound.file(session.timeline); }, 50);
  }

  /** @param {Timeline} timeline @param {number} index */
  showGate(timeline, index) {
    const words = DATA.words;
    const buttons = [button(words.ready, () => this.press(' '), 'space', 'first'), button(words.pain, () => this.press('p'), 'p', 'second'),
      button(words.finish, () => this.press('q'), 'q')];
    const lines = gateLines(timeline, index);
    this.showText(lines, [element('div', { class: 'buttons' }, ...buttons)], 'gate');
    this.speak(lines.join(' '));
  }

  /** @param {string} name */
  showPage(name) {
    const page = pageOf(name), lines = pageLines(this.session, name);
    const above = (DATA.afterwards[this.session.ending ? this.session.ending.how : ''] || []).includes(name) && !page.isAWarning ? this.closing : [];
    if (page.isAWarning) this.closing = [];
    this.showText(above.concat(name === 'flags' ? lines.slice(0, 1) : lines), this.answersOf(name, page), page.isAWarning ? 'warning' : '');
  }

  /** @param {string} name @param {Page} page @returns {HTMLElement[]} */
  answersOf(name, page) {
    const words = DATA.words;
    /** @param {string} key */
    const keyName = key => key === ' ' ? 'space' : key === '\n' ? 'Enter' : key;
    // What means help now stands first.
    const keys = page.keys.filter(meansHelp).concat(page.keys.filter(one => !meansHelp(one))).filter(one => !(page.isAWarning && one.key === 'y'))
      .filter((one, nth, all) => !all.slice(0, nth).some(other => other.label === one.label && other.key === '\n'))
      .map(one => button(one.label, () => this.press(one.key), keyName(one.key), meansHelp(one) ? 'help' : ''));
    const buttons = element('div', { class: 'buttons answers' });
    const typed = element('p', { class: 'typed', 'aria-live': 'polite' });
    if (page.takes === 'pain') {
      const row = element('div', { class: 'scale', role: 'group', 'aria-label': words.painScale });
      for (let pain = 0; pain <= 10; pain++) row.append(button(String(pain), () => this.answer(String(pain))));
      const ends = element('p', { class: 'ends', 'aria-hidden': 'true' }, element('span', {}, words.pain0), element('span', {}, words.pain10));
      buttons.append(button(words.noNumber, () => this.answer(''), 'Enter'), ...keys);
      return [row, ends, typed, buttons];
    }
    if (page.takes === 'list') return this.listOf(typed, buttons, keys);
    if (page.takes === 'words') {
      const field = /** @type {HTMLInputElement} */ (element('input', { type: 'text', maxlength: String(DATA.noteAtMost), 'aria-label': words.note }));
      field.addEventListener('keydown', event => { if (event.key === 'Enter' && !event.isComposing) { event.preventDefault(); this.answer(field.value); } });
      buttons.append(button(words.send, () => this.answer(field.value), 'Enter', 'first'), ...keys);
      return [element('label', {}, words.note, field), buttons];
    }
    if (page.takes === 'confirm') keys.splice(1, 0, button(words.change, () => this.press('x')));
    if (name === 'flags-right') keys[0].classList.add('first');
    buttons.append(...keys);
    return [buttons];
  }

  /** Health answers to tick. @param {HTMLElement} typed @param {HTMLElement} buttons @param {HTMLElement[]} keys */
  listOf(typed, buttons, keys) {
    const words = DATA.words, talk = this.session.talk;
    /** @type {HTMLInputElement[]} */
    const boxes = [];
    const list = element('div', { class: 'ticks' }, ...talk.flags.map((flag, nth) => {
      const box = /** @type {HTMLInputElement} */ (element('input', { type: 'checkbox' }));
      box.checked = talk.told[flag] === 'yes';
      boxes.push(box);
      return element('label', {}, box, element('span', {}, capital(words.flags[flag])), element('kbd', { 'aria-hidden': 'true' }, String(nth + 1)));
    }));
    const send = () => {
      const ticked = boxes.flatMap((box, nth) => box.checked ? [String(nth + 1)] : []);
      this.answer(ticked.length ? ticked.join(' ') : '0');
    };
    const go = button(words.noneOfThese, send, '', 'first');
    list.addEventListener('change', () => setText(go.firstChild, boxes.some(box => box.checked) ? words.send : words.noneOfThese));
    if (boxes.some(box => box.checked)) setText(go.firstChild, words.send);
    buttons.append(go, button(words.notSure, () => this.answer(''), 'Enter'), ...keys);
    return [list, typed, buttons];
  }

  showEnd() {
    const words = DATA.words, line = lineToSend(this.session, this.answers, this.eased, this.legStops);
    const text = /** @type {HTMLTextAreaElement} */ (element('textarea', { readonly: '', rows: '4', 'aria-label': words.toSend }, line));
    const copied = element('p', { role: 'status' });
    const copy = button(words.copy, () => {
      const byHand = () => { text.select(); setText(copied, words.copyByHand); };
      if (navigator.clipboard) navigator.clipboard.writeText(line).then(() => setText(copied, words.copied), byHand);
      else byHand();
    });
    const sent = element('div', { class: 'to-send' }, element('p', {}, words.toSend), text, element('div', { class: 'buttons' }, copy), copied);
    const lines = this.closing.concat(nextTimeLines(this.session));
    this.showText(lines, [sent, element('div', { class: 'buttons' }, button(words.again, () => this.leave(), '', 'first'))], 'end');
    if (this.lock) this.lock.release().catch(() => {});
    this.lock = null;
  }
}

/** Whether a key means one of the signs that want help now; those of the card stand in its lists. @param {Key} one */
function meansHelp(one) {
  return DATA.outcomes[one.then].does.some(([what, of]) => what === 'remember' && of.startsWith('sign:') && of !== 'sign:card');
}

/** The page's button, and what the player can not. @param {HTMLElement} root */
function offer(root) {
  const words = DATA.words, player = new Player(root);
  const list = element('ul', {}, ...words.cannot.map(line => element('li', {}, line)));
  const play = button(words.open, () => player.open(), '', 'first');
  root.append(element('section', { class: 'offer' }, element('div', { class: 'buttons' }, play), list));
}
