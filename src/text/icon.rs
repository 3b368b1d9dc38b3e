//! What is said of the icon that begins a session, and of its window.

use super::commands::line;

/// What is below an icon that begins the usual routine.
pub const TITLE: &str = "Gentle exercises";
/// What a menu says of it.
pub const COMMENT: &str = "A short, gentle exercise session";

/// An icon was put there, and there.
pub fn put(places: &[String], window: Option<&str>) -> String {
    let places = places.join("\n");
    let opens = match window {
        Some(window) => format!("It opens a window of {window}."),
        None if cfg!(target_os = "linux") => NO_WINDOW.to_owned(),
        None => "It opens a window of its own.".to_owned(),
    };
    format!(
        "{places}\n{opens} Click on it once now, to see that it does.\n\
         Some desktops ask first: right click, \"Allow launching\".\n\
         To take it away:  {}",
        line(&["install-icon", "--remove"])
    )
}
/// They were taken away.
pub fn taken_away(places: &[String]) -> String {
    format!("Taken away:\n{}", places.join("\n"))
}
/// There was none.
pub const NONE_THERE: &str = "There is no icon to take away.";
/// There is nothing that shows a terminal program.
pub const NO_WINDOW: &str = "\
No window can be opened: no terminal program was found. Install one, such as
xterm, and click again.";
/// A window that an icon has opened stays until then.
pub const ENTER_CLOSES: &str = "\nEnter closes this window.";
