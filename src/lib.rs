//! Short, gentle exercise sessions, guided in the terminal.
//!
//! ```text
//! text --parse--> document --check--> Routine --today--> Plan --compile--> Timeline --> everything else
//! ```
//!
//! A [`routine::Routine`] is a checked file and cannot hold nonsense. A [`plan::Plan`] is today's
//! version of it and only ever becomes smaller. A [`timeline::Timeline`] is compiled from a plan: spans
//! without a gap, the total their sum. Everything that is seen, heard, printed or tested reads it.
//!
//! Each module is a floor. It imports from those that its row names, which are above it here, as
//! `tests/it/layers.rs` proves:
//!
//! | floor | may import | lives there |
//! |---|---|---|
//! | `vocabulary` | - | lists of words |
//! | [`units`] | - | places in time |
//! | [`diagnostic`] | - | what is wrong with a file and how it is drawn |
//! | [`adapt`] | all | what answers on pain and legs change |
//! | [`builtin`] | `vocabulary`, `units`, `diagnostic` | the texts inside the program |
//! | [`grid`] | `vocabulary`, `units`, `diagnostic` | cells of a screen |
//! | [`interview`] | `vocabulary`, `units`, `diagnostic` | what a person is asked |
//! | [`letters`] | `vocabulary`, `units`, `diagnostic` | big letters |
//! | [`pose`] | `vocabulary`, `units`, `diagnostic` | a stick figure |
//! | [`profile`] | `vocabulary`, `units`, `diagnostic` | health answers |
//! | [`settings`] | `vocabulary`, `units`, `diagnostic` | what is remembered |
//! | [`theme`] | `vocabulary`, `units`, `diagnostic` | what a session sounds like |
//! | [`answer`] | all | what a person said |
//! | [`routine`] | `vocabulary`, `units`, `diagnostic`, `adapt`, `builtin`, `grid`, `interview`, `letters`, `pose`, `profile`, `settings`, `theme` | a routine in plain types |
//! | [`plan`] | all | today's version, and what makes it smaller |
//! | [`digest`] | `vocabulary`, `units`, `diagnostic`, `adapt`, `builtin`, `grid`, `interview`, `letters`, `pose`, `profile`, `settings`, `theme`, `answer`, `routine` | a name for a routine's content |
//! | [`changes`] | `vocabulary`, `units`, `diagnostic`, `adapt`, `builtin`, `grid`, `interview`, `letters`, `pose`, `profile`, `settings`, `theme`, `answer`, `routine` | what differs between two versions |
//! | [`timeline`] | all | plan to spans; nobody else knows how a breath becomes seconds |
//! | [`limits`] | all | what keeps a routine gentle |
//! | [`synth`] | `vocabulary`, `units`, `diagnostic`, `adapt`, `builtin`, `grid`, `interview`, `letters`, `pose`, `profile`, `settings`, `theme`, `answer`, `routine`, `plan`, `digest`, `changes`, `timeline` | the n-th sample of a timeline |
//! | [`figure`] | `vocabulary`, `units`, `diagnostic`, `adapt`, `builtin`, `grid`, `interview`, `letters`, `pose`, `profile`, `settings`, `theme`, `answer`, `routine`, `plan`, `digest`, `changes`, `timeline` | the pose of an offset, and how it is drawn |
//! | [`words`] | all | every sentence of a session |
//! | [`routine_file`] | all | text to routine, or every fault at once |
//! | [`session`] | `vocabulary`, `units`, `diagnostic`, `adapt`, `builtin`, `grid`, `interview`, `letters`, `pose`, `profile`, `settings`, `theme`, `answer`, `routine`, `plan`, `digest`, `changes`, `timeline`, `limits`, `synth`, `figure`, `words` | a timeline being lived: where a person is in it, and what a key does there |
//! | [`plain`] | all | a session as lines to read, hear or pipe |
//! | [`programme`] | `vocabulary`, `units`, `diagnostic`, `adapt`, `builtin`, `grid`, `interview`, `letters`, `pose`, `profile`, `settings`, `theme`, `answer`, `routine`, `plan`, `digest`, `changes`, `timeline`, `limits`, `synth`, `figure`, `words`, `routine_file`, `session` | a session as samples of a stream that never stops |
//! | [`journal`] | all | events to lines to records |
//! | [`live`] | `vocabulary`, `units`, `diagnostic`, `adapt`, `builtin`, `grid`, `interview`, `letters`, `pose`, `profile`, `settings`, `theme`, `answer`, `routine`, `plan`, `digest`, `changes`, `timeline`, `limits`, `synth`, `figure`, `words`, `routine_file`, `session`, `plain`, `programme` | the loop that asks the world |
//! | [`rewrite`] | `vocabulary`, `units`, `diagnostic`, `adapt`, `builtin`, `grid`, `interview`, `letters`, `pose`, `profile`, `settings`, `theme`, `answer`, `routine`, `plan`, `digest`, `changes`, `timeline`, `limits`, `synth`, `figure`, `words`, `routine_file`, `session`, `plain`, `programme` | a file rewritten with its comments |
//! | [`schema`] | `vocabulary`, `units`, `diagnostic`, `adapt`, `builtin`, `grid`, `interview`, `letters`, `pose`, `profile`, `settings`, `theme`, `answer`, `routine`, `plan`, `digest`, `changes`, `timeline`, `limits`, `synth`, `figure`, `words`, `routine_file`, `session`, `plain`, `programme` | the format as a JSON Schema |
//! | [`show`] | `vocabulary`, `units`, `diagnostic`, `adapt`, `builtin`, `grid`, `interview`, `letters`, `pose`, `profile`, `settings`, `theme`, `answer`, `routine`, `plan`, `digest`, `changes`, `timeline`, `limits`, `synth`, `figure`, `words`, `routine_file`, `session`, `plain`, `programme` | a timeline as a table or JSON |
//! | [`view`] | `vocabulary`, `units`, `diagnostic`, `adapt`, `builtin`, `grid`, `interview`, `letters`, `pose`, `profile`, `settings`, `theme`, `answer`, `routine`, `plan`, `digest`, `changes`, `timeline`, `limits`, `synth`, `figure`, `words`, `routine_file`, `session`, `plain`, `programme` | what there is to see at a moment |
//! | [`days`] | all | what past days make of today |
//! | [`screen`] | `vocabulary`, `units`, `diagnostic`, `adapt`, `builtin`, `grid`, `interview`, `letters`, `pose`, `profile`, `settings`, `theme`, `answer`, `routine`, `plan`, `digest`, `changes`, `timeline`, `limits`, `synth`, `figure`, `words`, `routine_file`, `session`, `plain`, `programme`, `journal`, `live`, `rewrite`, `schema`, `show`, `view` | what there is to see, in cells, for a size |
//! | [`device`] | all | the only code that touches clock, keyboard, terminal and disk |
//! | [`rehearsal`] | `vocabulary`, `units`, `diagnostic`, `adapt`, `builtin`, `grid`, `interview`, `letters`, `pose`, `profile`, `settings`, `theme`, `answer`, `routine`, `plan`, `digest`, `changes`, `timeline`, `limits`, `synth`, `figure`, `words`, `routine_file`, `session`, `plain`, `programme`, `journal`, `live`, `rewrite`, `schema`, `show`, `view`, `days`, `screen` | a stage without any |
//! | [`error`] | all | exit codes |
//! | [`cli`] | all | what can be typed |
//! | [`app`] | all | one function a command |
//!
//! Below the edge nothing reads a clock, sleeps, prints or opens a file: time is an argument, and
//! `clippy.toml` forbids the rest.

#[macro_use]
mod vocabulary;

pub mod adapt;
pub mod answer;
pub mod app;
pub mod builtin;
pub mod changes;
pub mod cli;
pub mod days;
pub mod device;
pub mod diagnostic;
pub mod digest;
pub mod error;
pub mod figure;
pub mod grid;
pub mod interview;
pub mod journal;
pub mod letters;
pub mod limits;
pub mod live;
pub mod plain;
pub mod plan;
pub mod pose;
pub mod profile;
pub mod programme;
pub mod rehearsal;
pub mod rewrite;
pub mod routine;
pub mod routine_file;
pub mod schema;
pub mod screen;
pub mod session;
pub mod settings;
pub mod show;
pub mod synth;
pub mod theme;
pub mod timeline;
pub mod units;
pub mod view;
pub mod words;
