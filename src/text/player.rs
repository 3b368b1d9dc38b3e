//! What the page says that plays a routine on a phone, beside what every session says.

/// A key of a page for which its words have no label: Enter, leaving, meaning it.
pub const fn label(key: char) -> &'static str {
    match key {
        '\n' => "No answer",
        'y' => "Yes",
        _ => "Close",
    }
}

/// What opens the player, and what its part of the page is called.
pub const OPEN: &str = "Play it here";

/// The buttons of a session, and of answers that are typed in a terminal, by their names in the script.
pub const BUTTONS: &[(&str, &str)] = &[
    ("open", OPEN),
    ("start", "Start"),
    ("lighter", "Lighter today"),
    ("gentleDay", "A gentle day, mostly rest"),
    ("lyingAlready", "I am lying already"),
    ("notToday", "Not today"),
    ("pause", "Pause"),
    ("goOn", "Go on"),
    ("ready", "I am ready"),
    ("next", "Next"),
    ("easier", "Easier"),
    ("pain", "Pain or legs"),
    ("finish", "Finish"),
    ("soundOff", "Sound off"),
    ("soundOn", "Sound on"),
    ("noNumber", "No number"),
    ("noneOfThese", "None of these"),
    ("notSure", "Not sure"),
    ("change", "Change it"),
    ("send", "Go on"),
    ("copy", "Copy"),
    ("again", "Back to the beginning"),
];

/// Where a page cannot play: mailed to an iPhone, it opens in a view that only shows it.
pub const ONLY_READ: &str = "Here this page can only be read. Opened in a browser, on Android or on a computer, it also leads you \
                             through the exercises.";

/// What to show somebody who is asked.
pub const SHOW_THIS_PAGE: &str = "and show them this page.";

/// A key that means nothing.
pub const NO_SUCH_KEY: &str = "That key does nothing here.";

/// Said by the script, by its names there.
pub const REMARKS: &[(&str, &str)] = &[
    ("noSuchKey", NO_SUCH_KEY),
    ("note", "A note, if you like:"),
    ("soundIsOff", "Sound off."),
    ("soundIsOn", "Sound on."),
    ("worse", "Worse than at the start, back or legs? Press Pain or legs."),
    ("silent", "There is no sound here. The words lead on."),
    ("staysDark", "This phone may switch its screen off. The tones go on."),
    ("interrupted", "Paused: the sound was interrupted."),
    ("copied", "Copied."),
    ("copyByHand", "Mark the line, and copy it."),
    ("toSend", "One line for whoever gave you this page:"),
    ("pain0", "none"),
    ("pain10", "worst"),
    ("painScale", "Pain, 0 none to 10 worst"),
    ("progress", "How much of the session is over"),
    ("session", "The session"),
    ("nextTimeLighter", "This page will not know it: press Lighter today, next time."),
    (
        "nextTimeGentle",
        "This page will not know it: next time press Lighter today, then A gentle day.",
    ),
    ("nextTimeDoctor", "This page will not know it: do not begin before a doctor has looked."),
    ("nextTimeStanding", "This page will not know it today: begin nothing on your feet."),
];

/// What the player can not, for whoever opens it.
pub const CANNOT: &[&str] = &[
    "This page remembers nothing: no other day, no answer, no step by which an exercise grows. So it asks everything each \
     time.",
    "What needs your consent or a clinician's clearance is not played here.",
    "It does not go back and makes no rest longer: Pause serves.",
    "Nothing that you answer leaves this page.",
];

/// The line to copy, in pieces; a piece whose place stays empty is left out.
pub const LINE: &[(&str, &str)] = &[
    ("done", "{title}, {date}: {done} of {of} exercises, {lived}"),
    ("begun", "{title}, {date}: not begun"),
    ("stopped", "stopped early"),
    ("red-stop", "stopped: too much for today"),
    ("emergency", "stopped: a sign that needs medical help"),
    ("dizzy", "stopped: dizzy"),
    ("legs", "stopped: legs"),
    ("lighter", "lighter"),
    ("before", "pain {before} before"),
    ("after", "pain {after} after"),
    ("during", "pain {pain} during"),
    ("legs-easier", "legs easier"),
    ("legs-same", "legs the same"),
    ("legs-worse", "legs worse"),
    ("too-little", "too little"),
    ("about-right", "about right"),
    ("too-much", "too much"),
    ("leg-stop", "ended with leg symptoms: {exercise}"),
    ("eased", "easier: {exercise}"),
    ("note", "{note}"),
];
