//! Bytes that nobody can guess.

use std::io;

/// Enough for a key.
#[cfg(target_os = "linux")]
pub(super) fn bytes() -> io::Result<[u8; 32]> {
    let mut bytes = [0; 32];
    // So few are given whole, or not at all.
    rustix::rand::getrandom(&mut bytes, rustix::rand::GetRandomFlags::empty())?;
    Ok(bytes)
}

/// Enough for a key.
#[cfg(not(target_os = "linux"))]
pub(super) fn bytes() -> io::Result<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}
