//! How much a finding about a file weighs.

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used.
    Fault,
    /// The file can be used, and whoever starts it is told in full.
    Strong,
    /// The file can be used; its author may want to know.
    Warning,
    /// Nothing is wrong; it is only said.
    Note,
}
