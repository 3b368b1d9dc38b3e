//! Speech: the programs that make it, and the thread that has it made ahead of a session.

mod child;
mod engine;
mod places;
mod reader;
mod speaking;

pub use engine::Engine;
pub use reader::Reader;
pub use speaking::Speaking;
