//! Where a sound server listens, and the cookie that it may want to see, as the environment says.

use std::env;
use std::path::PathBuf;

use crate::io::read_file::{self, ReadError};

/// Where to look for a server.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ServerPlaces {
    /// Sockets of this machine, the most telling first.
    pub(super) sockets: Vec<PathBuf>,
    /// What `PULSE_SERVER` names on a network, where it names nothing else.
    pub(super) on_a_network: Option<String>,
}

/// What there is to show to a server that asks who we are.
#[derive(Debug)]
pub(super) struct Cookie {
    /// The file, where there is one.
    pub(super) path: Option<PathBuf>,
    /// Its content.
    pub(super) bytes: Result<Vec<u8>, ReadError>,
}

/// The places for the person who runs the program.
#[expect(
    clippy::disallowed_methods,
    reason = "where the sound server is, only the environment says"
)]
pub(super) fn of_this_person() -> ServerPlaces {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let user = rustix::process::getuid().as_raw();
    let usual = [
        set("PULSE_RUNTIME_PATH").map(|folder| folder.join("native")),
        set("XDG_RUNTIME_DIR").map(|folder| folder.join("pulse/native")),
        Some(PathBuf::from(format!("/run/user/{user}/pulse/native"))),
    ];
    let named = env::var("PULSE_SERVER").unwrap_or_default();
    ServerPlaces::of(&named, usual.into_iter().flatten().collect())
}

impl ServerPlaces {
    /// What `PULSE_SERVER` names comes before what is usual. Who names a server on a network and no
    /// other does not want to be heard from this machine.
    fn of(named: &str, usual: Vec<PathBuf>) -> ServerPlaces {
        // "{machine}unix:/path" and several servers in a row are allowed.
        let servers = named.split_whitespace().map(|server| {
            let server = server.rsplit('}').next().unwrap_or(server);
            let path = server.strip_prefix("unix:").unwrap_or(server);
            if path.starts_with('/') { Ok(PathBuf::from(path)) } else { Err(server.to_owned()) }
        });
        let (sockets, others): (Vec<_>, Vec<_>) = servers.partition(Result::is_ok);
        let mut sockets: Vec<PathBuf> = sockets.into_iter().flatten().collect();
        let others = others.into_iter().find_map(Result::err);
        let on_a_network = others.filter(|_| sockets.is_empty());
        if on_a_network.is_none() {
            sockets.extend(usual);
        }
        ServerPlaces { sockets, on_a_network }
    }
}

impl Cookie {
    /// The one of the person who runs the program. Only a plain file is opened.
    pub(super) fn of_this_person() -> Cookie {
        let path = pulseaudio::cookie_path_from_env();
        let bytes = path.as_deref().map_or(Ok(Vec::new()), read_file::bytes);
        Cookie { path, bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w_14_a_server_on_a_network_is_known_from_a_socket() {
        let usual = || vec![PathBuf::from("/run/native")];
        for (named, sockets, on_a_network) in [
            ("", vec!["/run/native"], None),
            ("unix:/a", vec!["/a", "/run/native"], None),
            ("/a {0123}unix:/b", vec!["/a", "/b", "/run/native"], None),
            ("tcp:box:4713", vec![], Some("tcp:box:4713")),
            ("tcp:", vec![], Some("tcp:")),
            ("{0123}tcp6:[::1] box", vec![], Some("tcp6:[::1]")),
            ("box", vec![], Some("box")),
            ("tcp:box unix:/a", vec!["/a", "/run/native"], None),
        ] {
            let sockets = sockets.into_iter().map(PathBuf::from).collect();
            let on_a_network = on_a_network.map(ToOwned::to_owned);
            assert_eq!(
                ServerPlaces::of(named, usual()),
                ServerPlaces { sockets, on_a_network },
                "{named}"
            );
        }
    }
}
