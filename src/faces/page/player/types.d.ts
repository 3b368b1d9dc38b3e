// The types of the player's data and values, for `tsc --checkJs`. Nothing of this is in a page.

type Position = 'seated' | 'lying' | 'side-lying' | 'prone' | 'all-fours' | 'standing' | 'walking';
type Side = 'left' | 'right';
type Flag = string;
type Ease = 0 | 1;
type Eased = 'easier' | 'fewer' | 'not';
type Relief = 'ease' | 'breath';
type ToldWord = 'yes' | 'no' | 'not-sure';
type Told = Record<Flag, ToldWord>;
/** Why something is smaller. */
type Why = ['flag' | 'unsure', Flag];
/** Why something is no part of today, and the flag where there is one. */
type LeftOut = [reason: string, flag?: Flag];
type Step = 'lie-down' | 'roll' | 'push-up' | 'sit' | 'stand' | 'stand-again' | 'sit-down' | 'turn';
type Times = { lie: number; roll: number; push: number; sit: number; stand: number; sitDown: number; turn: number };

interface Phase {
  breath: 'in' | 'out' | 'free'; holds: boolean; time: number; ends: 'time' | 'key-or-time' | 'time-then-key';
  position: Position | null; cue: string | null; word: string; says: string | null; pose: number | null;
}
interface Version {
  title: string; sentence: string; position: Position; setup: string[]; setupTime: number;
  sides: 'both' | 'each' | 'alternate' | Side; reps: number; sets: number; between: number; changeOver: number | null;
  rest: number; phases: Phase[];
}
interface Exercise {
  kind: string; moves: boolean; upTo: boolean; leave: LeftOut | null; hide: Flag[]; warn: Flag[];
  instead: { flag: Flag; exercise: Exercise }[]; needs: string[]; full: Version; easier: Version | null;
  working: [string, number] | null;
}
interface Routine {
  title: string; exercises: Exercise[]; relief: Record<Relief, [number | null, number | null]>;
  stances: Record<string, number>; asks: string[]; flags: Flag[]; byName: Flag[]; stopIf: string | null; general: string[];
  guidance: string[]; groups: Group[];
}
interface Group { title: string; from: number; to: number; rounds: number; rest: number; optional: boolean }
interface Turn { set: number; side: Side | null; rep: number; ease: Ease }
interface Item {
  exercise: number; round: number; turns: Turn[]; leftOut: LeftOut | null; easierFor: Why | null;
  inPlaceOf: { title: string; why: Why } | null; endsAfter: number | null; sitsDown: boolean;
}
interface Plan {
  routine: Routine; exercises: Exercise[]; items: Item[]; relief: Item[]; times: Times; holdAtMost: number | null;
  company: boolean; liesAlready: boolean; sitsHigh: boolean; liesOnABed: boolean;
}
interface Placed { position: Position; side: Side | null }
type Part =
  | { part: 'transition'; step: Step }
  | { part: 'setup' | 'lead-in' | 'finished' }
  | { part: 'phase'; turn: Turn; of: number; nth: number; phase: number }
  | { part: 'change-over'; set: number }
  | { part: 'rest'; set: number | null };
type Span = { at: number; length: number; item: number; exercise: number; ease: Ease } & Part;
type Push = (item: number, exercise: number, ease: Ease, part: Part, length: number) => void;
interface Timeline { plan: Plan; spans: Span[]; total: number }

type Effect = [what: string, of: string];
/** What comes then; behind a condition the places of two outcomes. */
type Next = [what: string, ...of: (string | number)[]];
interface Outcome { does: Effect[]; next: Next }
interface Key { key: string; label: string; answer: string | null; then: number }
interface Page {
  isAWarning: boolean; noAnswer: string | null; silence: [number, number] | null; by: string[];
  words: Record<string, number>; keys: Key[]; takes: 'keys' | 'confirm' | 'pain' | 'list' | 'words'; please: string;
  then: number; noNumber: number; answers: string; rows: [string[], string[]];
}
/** What came of a key on a page: nothing yet, a refusal, or an answer. */
type Heard = null | {
  refused?: string; answer?: string | null; value?: number | string | null; then?: number; pain?: number;
};
interface Talk {
  queue: string[]; open: { page: string; since: number; told: boolean } | null; trail: string[]; typed: string; facts: string[];
  flags: Flag[]; byName: Flag[]; told: Told; declared: Told; before: number | null; lighterFor: string | null; eased: Eased | null;
  tellsLast: SessionEvent | null; tellsBehind: SessionEvent | null;
}
type State =
  | { is: 'gate' | 'settling' | 'asking' | 'over' }
  | { is: 'running'; at: number; since: number }
  | { is: 'paused'; at: number }
  | { is: 'count-in'; at: number; from: number };
interface Ending { how: string; position: Position; closing: string; done: number; of: number; lived: number }
type SessionEvent =
  | { type: 'asked'; page: string }
  | { type: 'replied'; page: string; answer: string | null }
  | { type: 'planned' | 'settling' | 'paused' | 'count-in' | 'ended' | 'closed' }
  | { type: 'gate' | 'began'; index: number; timeline: Timeline }
  | { type: 'refused' | 'responded' | 'not-now'; words: string }
  | { type: 'eased'; eased: Eased; left: number }
  | { type: 'adapted'; row: string; left: number }
  | { type: 'volume'; muted: boolean }
  | { type: 'getting-up'; closing: string; dizzy: boolean };

interface Tone { hz: [number, number]; time: number | null; at: number; loud: number; halvesIn: number | null }
interface Sounding { tone: Tone; begin: number; end: number; gap: number }

type Point = [number, number];
/** Upper direction, how far it points out of the picture, bend, the same of the lower bone, whether the joint is given, where it rests. */
type Limb = [number, number, number, number, number, Point | null];
interface Pose {
  view: 'side' | 'front' | 'above'; pelvis: Point; spine: number[]; facing: number[]; towardUs: number; belly: number; arms: Limb[]; legs: Limb[];
  toes: number[]; frame: number[]; around: [number, number, number, number][];
  turned: [number, number, number, number][] | null; strap: boolean; begins: number | null;
  through: number | null; working: [string, number] | null;
}
interface Skeleton { spine: Point[]; head: Point; nose: Point[]; arms: Point[][]; legs: Point[][]; belly: Point | null }
interface Stroke { tone: string; width: number; points: Point[]; closed: boolean }

type Words = Record<
  | 'open' | 'start' | 'lighter' | 'gentleDay' | 'lyingAlready' | 'notToday' | 'pause' | 'goOn' | 'ready' | 'next' | 'easier' | 'pain'
  | 'finish' | 'soundOff' | 'soundOn' | 'noNumber' | 'noneOfThese' | 'notSure' | 'change' | 'send' | 'copy' | 'again' | 'noSuchKey'
  | 'note' | 'soundIsOff' | 'soundIsOn' | 'worse' | 'silent' | 'staysDark' | 'interrupted' | 'copied' | 'copyByHand'
  | 'toSend' | 'pain0' | 'pain10' | 'painScale' | 'progress' | 'session' | 'nextTimeLighter' | 'nextTimeGentle' | 'nextTimeDoctor'
  | 'nextTimeStanding' | 'zeroAlone' | 'notThis' | 'orZero' | 'nextAfterThis' | 'enough' | 'enoughAndOther' | 'atLeast' | 'paused'
  | 'countIn' | 'settling' | 'gate' | 'readyBig' | 'pauseBig' | 'restBig' | 'readySoon' | 'restWord' | 'nextIs' | 'nextSet'
  | 'repetition' | 'coming' | 'place' | 'placeInRound' | 'nextRound' | 'left' | 'whyUnsure' | 'healthAnswers' | 'inPlaceOf' | 'needs' | 'and' | 'aBed' | 'company'
  | 'tones' | 'more' | 'finished' | 'stayLying' | 'optionalLeftOut', string> & {
  please: Record<string, string>; eased: Record<Eased, string>; adapted: Record<string, string>;
  steps: Record<Step, { big: Record<string, string>; says: Record<string, Record<string, string>> }>; sits: Record<string, [string, string]>;
  changeOver: Record<string, string>; sidesBig: Record<string, string>; sideBig: Record<Side, string>; howToRest: Record<string, string | null>; nextThere: Record<string, string>;
  rep: Record<string, string>; side: Record<Side, string>; lyingOn: Record<Side, string>; leftOut: Record<string, string>;
  flags: Record<Flag, string>; smaller: [string, string, string]; lighterToday: Record<string, string>; isEnglish: boolean;
  places: string[]; cannot: string[]; guidance: Record<string, string[]>; closings: Record<string, string>; ended: Record<string, string>;
  numbers: string[]; line: Record<string, string>;
};
interface Data {
  routine: Routine; spare: Exercise[]; instead: Record<string, Routine>; slow: Flag[]; times: Record<string, Times>; pages: Record<string, Page>;
  lines: string[]; texts: number[][]; rows: { id: string; then: number }[]; outcomes: Outcome[]; afterwards: Record<string, string[]>; words: Words;
  call: [string, string] | null; tones: Record<string, Tone[]>; poses: Pose[]; positions: Record<Position, { down: boolean; feet: boolean }>;
  leadIn: number; countIn: number; lightHold: number; beginsAgain: number; legsSettle: number; small: string[];
  onTheCard: Flag[]; leaningBack: Flag[]; unsafeAlone: Flag[]; flags: Flag[]; flagOrder: Flag[]; severe: number; noteAtMost: number;
  leftOutAtMost: number; keyPlaces: Record<string, string>; moves: number; breathAtMost: number;
}
declare const DATA: Data;
