// A session and a plan as the script of the page makes them, line by line as `examples/page/walk.rs` tells them.

/** The spans of a timeline, a line each. */
export function spans(timeline) {
  const name = span => {
    switch (span.part) {
      case 'transition': return span.step;
      case 'phase': {
        const { set, side, rep } = span.turn;
        return `phase ${set}/${side || ''}/${rep} of ${span.of} nth ${span.nth} phase ${span.phase}`;
      }
      case 'change-over': return `change-over ${span.set}`;
      case 'rest': return `rest ${span.set || 0}`;
      default: return span.part;
    }
  };
  return timeline.spans.map(span => `${span.at} ${span.length} ${span.item} ${span.exercise} ${span.ease} ${name(span)}\n`).join('');
}

/** The spans of a plan made smaller step by step. */
export function join(page, operations) {
  let plan = page.planOf(page.DATA.routine);
  for (const operation of operations) {
    const [what, of] = typeof operation === 'string' ? [operation] : Object.entries(operation)[0];
    switch (what) {
      case 'told': plan = page.forPerson(plan, of); break;
      case 'leans-back': plan = page.unsureOf(plan, page.DATA.leaningBack); break;
      case 'lighter': plan = page.lighter(plan); break;
      case 'sore-day': plan = page.forASoreDay(plan); break;
      case 'without-number': plan = page.withoutNumber(plan); break;
      case 'lies-already': plan = { ...plan, liesAlready: true }; break;
      case 'ease': [plan] = page.ease(plan, of[0], of[1]); break;
      case 'next': plan = page.endItem(plan, of[0], of[1]); break;
      case 'enough': [plan] = page.finishWith(plan, of[0], of[1]); break;
      case 'sit-down': plan = page.sitDownAfter(plan, of); break;
      case 'relief': [plan] = page.restAndShrink(plan, ...of); break;
      case 'only-breathing': [plan] = page.onlyBreathe(plan, ...of); break;
      case 'off-the-feet': [plan] = page.keepOffTheFeet(plan, ...of); break;
      default: throw new Error(what);
    }
  }
  return spans(page.compile(plan));
}

/** The transcript of a session in which these keys are pressed. */
export function walk(page, keys) {
  const session = new page.Session(page.planOf(page.DATA.routine), true);
  const lines = [];
  const tell = events => { for (const event of events) lines.push(...told(page, session, event)); };
  tell(session.open(0));
  for (const [time, key] of keys) {
    for (let due = session.wakeAt(); due !== null && due <= time; due = session.wakeAt()) tell(session.advance(due));
    tell(session.key(time, key));
    if (session.state.is === 'over') break;
  }
  lines.push(spans(session.timeline));
  return lines;
}

const quoted = key => key === '\n' ? "'\\n'" : `'${key}'`;

/** What is told of an event, a line. */
export function told(page, session, event) {
  switch (event.type) {
    case 'asked': {
      const prose = page.pageLines(session, event.page).join(' ').split(/\s+/).filter(word => word).join(' ');
      const keys = page.pageOf(event.page).keys.map(one => ` [${quoted(one.key)} ${one.label}]`).join('');
      return [`asked ${event.page} ${prose}${keys}`];
    }
    case 'replied': return [`replied ${event.page} ${event.answer || ''}`];
    case 'planned': return [`planned ${page.planLines(session).join(' ')}`];
    case 'gate': return [`gate ${event.index} ${page.gateLines(event.timeline, event.index).join(' ')}`];
    case 'began': {
      const { timeline, index } = event, span = timeline.spans[index];
      const side = page.isForNoticing(timeline, span) ? 'worse' : page.repOf(span) || '';
      const parts = [page.bigWord(timeline, index), page.cueOf(timeline, index).join(' '), side,
        page.coming(timeline, index) || '', page.placeOf(timeline, span) || ''];
      return [`began ${index} ${parts.join(' | ')}`];
    }
    case 'ended': return [`end ${page.endedLines(session.ending).join(' ')}`];
    case 'getting-up': return [`end ${page.gettingUpLines(session, event.closing).join(' ')}`];
    case 'closed': return ['closed'];
    case 'volume': return [`volume ${event.muted}`];
    default: {
      const remark = page.remarkOf(event);
      return remark === null ? [] : [`said ${remark}`];
    }
  }
}
