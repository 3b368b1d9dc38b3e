//! What the program asks the system to deny it, for the case that it has a fault.

/// More than any file of 256 KiB was seen to need, by far; `tests/it/bounds.rs` counts that.
#[cfg(target_os = "linux")]
const MEMORY_AT_MOST: u64 = 512 << 20;

/// No file with what is in memory, health answers among it, is left behind by a fault.
#[cfg(unix)]
pub fn no_core_files() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Core);
    // Linux hands memory to a program for crash reports whatever the limit is, but for 1. Where even
    // that is refused there is less of it than 1.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(1), maximum });
}

/// Windows writes none unless somebody has asked for them.
#[cfg(not(unix))]
pub fn no_core_files() {}

/// From here on no more memory than a file from a stranger can need, with room to spare. Only where no
/// other program is started, which would have the same bound.
#[cfg(target_os = "linux")]
pub fn bound_memory() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::As);
    let least = current.map_or(MEMORY_AT_MOST, |current| current.min(MEMORY_AT_MOST));
    let _ = setrlimit(Resource::As, Rlimit { current: Some(least), maximum });
}

/// Elsewhere the system has no such bound that holds.
#[cfg(not(target_os = "linux"))]
pub fn bound_memory() {}
