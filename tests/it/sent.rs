//! What is sent from one person to another: it arrives whole, under its name, and means the same.

use stenosis_routine::format::{Arrival, arrival, embedded};
use stenosis_routine::text::sentence;

use crate::own_files::{MORNING, Person, gets, sends};
use crate::run::{Exercises, check_text, read, repository};

#[test]
fn f_08_add_speaks_to_who_was_sent_a_file() {
    let newer = include_str!("sent/newer-format.toml");
    let (_, sent) = sends(MORNING);
    let cut = &sent[..sent.len() - 20];
    let mail = format!("From: a@b\nSubject: Morning\nMIME-Version: 1.0\n\n{MORNING}");
    let answered: String = format!("> {}", MORNING.trim_end().replace('\n', "\n> "));
    let is_mail = "morning.toml is the mail, and not the file that came with it.\n\
                   In your mail, save the attachment, and add that.\n";
    let cases = [
        (include_str!("sent/enc-eml.toml"), is_mail),
        (include_str!("sent/enc-qp-body.toml"), is_mail),
        (&mail, is_mail),
        (&answered, is_mail),
        (
            newer,
            "morning.toml was made by a newer version of stenosis-routine.\n\
             Update the program, then add it again.\n",
        ),
        (
            cut,
            "morning.toml did not arrive whole: its end is missing.\n\
             Ask for it again, as a file beside the mail.\n",
        ),
    ];
    for (text, expected) in cases {
        let (said, status) = gets(text).types(&["add", "morning.toml", "--yes"]);
        assert_eq!((said.as_str(), status), (expected, 2));
    }
    let slip = MORNING.replace("reps = 4 ", "reps = four ");
    let (said, _) = gets(&slip).types(&["add", "morning.toml", "--yes"]);
    assert!(said.ends_with("Who sent the file can mend it: send these lines back.\n"), "{said}");
}

#[test]
fn f_08_a_file_cut_at_any_byte_says_so_or_is_in_order() {
    let (_, sent) = sends(MORNING);
    let library = sent.find("[library").unwrap();
    let end = sent.trim_end().len();
    // What the library's exercises are is long, and much alike.
    let all =
        (30..library + 300).chain((library + 300..end - 200).step_by(13)).chain(end - 200..end);
    for at in all.filter(|at| sent.is_char_boundary(*at)) {
        let text = &sent[..at];
        let in_order =
            check_text("cut.toml", text.as_bytes(), &Exercises::default()).routine.is_some();
        match arrival(text, in_order) {
            Some(Arrival::CutShort) => {}
            // What `share` has not written has no mark at its end.
            None if in_order && at <= library => {}
            other => panic!("{other:?} at {at}: {:?}", &text[at.saturating_sub(60)..]),
        }
    }
    assert_eq!(arrival(&sent, true), None);
    assert_eq!(arrival(&sent[..end], true), None);
}

#[test]
fn f_09_another_therapists_file_of_the_same_title_is_another_routine() {
    let (a, b) =
        (include_str!("sent/two-therapists-a.toml"), include_str!("sent/two-therapists-b.toml"));
    let patient = Person::new();
    patient.write("work/a.toml", a);
    patient.write("work/b.toml", b);
    patient.does(&["add", "a.toml", "--yes"]);
    let name = "morgen-für-frau-müller";
    assert!(patient.routine(name).exists());
    let (said, status) = patient.types(&["add", "b.toml", "--yes"]);
    assert_eq!(status, 2);
    assert!(
        said.ends_with(
            "You have morgen-für-frau-müller from A. Therapeut. This one is from Dr. B: \
             it is another routine.\nNothing was changed.\n\
             To have both:  stenosis-routine add b.toml --as morgen-für-frau-müller-dr-b\n\
             In place of yours:  stenosis-routine add b.toml --as morgen-für-frau-müller\n"
        ),
        "{said}"
    );
    assert_eq!(read(patient.routine(name)), a);
    patient.does(&["add", "b.toml", "--yes", "--as", "morgen-für-frau-müller-dr-b"]);
    assert_eq!(read(patient.routine(name)), a);
    assert_eq!(read(patient.routine("morgen-für-frau-müller-dr-b")), b);
    patient.does(&["add", "b.toml", "--yes", "--as", name]);
    assert_eq!(read(patient.routine(name)), b);
}

#[test]
fn f_15_share_writes_a_file_with_a_good_name_and_says_how_to_send_it() {
    let therapist = Person::new();
    therapist.write("home/routines/my-morning.toml", MORNING);
    let expected = "my-morning.toml\n\
                    Send this file as it is: beside a mail, not in it, or on a stick.\n\
                    Who gets it types:  stenosis-routine add my-morning.toml\n\
                    For paper, or for who has only a phone:  stenosis-routine handout my-morning -o my-morning.html\n\
                    Your mark, if somebody asks on the telephone:  thursday mandolin elbow shovel\n";
    assert_eq!(therapist.does(&["share", "my-morning"]), expected);
    let first = read(therapist.path("work/my-morning.toml"));
    assert_eq!(therapist.does(&["share", "my-morning", "-o", "-"]), first);
    assert_eq!(therapist.does(&["share", "my-morning"]), expected, "the same is no question");
    therapist.write("home/routines/my-morning.toml", MORNING.replace("reps = 4 ", "reps = 3 "));
    let (said, status) = therapist.types(&["share", "my-morning"]);
    assert_eq!(
        (said.as_str(), status),
        (
            "my-morning.toml is there already, with another content. Nothing was changed.\n\
             To write over it:  stenosis-routine share my-morning -o my-morning.toml\n",
            2
        )
    );
    assert_eq!(read(therapist.path("work/my-morning.toml")), first);
    therapist.does(&["share", "my-morning", "-o", "my-morning.toml"]);
    assert_ne!(read(therapist.path("work/my-morning.toml")), first);
    therapist.write("work/seated-cat-cow.toml", "dear = \"Anna\"\n");
    let (said, status) = therapist.types(&["share", "seated-cat-cow"]);
    assert!(status == 2 && said.contains("`share` has not written it"), "{said}");
    let said = therapist.does(&["share", "my-morning", "-o", "for Anna.toml"]);
    assert!(said.contains("stenosis-routine add 'for Anna.toml'\n"), "{said}");
    assert!(said.contains("stenosis-routine handout my-morning -o 'for Anna.html'\n"), "{said}");
}

#[cfg(unix)]
#[test]
fn f_15_share_asks_before_it_writes_over_what_it_wrote() {
    let therapist = Person::new();
    therapist.write("home/routines/my-morning.toml", MORNING);
    therapist.does(&["share", "my-morning"]);
    let first = read(therapist.path("work/my-morning.toml"));
    therapist.write("home/routines/my-morning.toml", MORNING.replace("reps = 4 ", "reps = 3 "));
    for answer in ["n\n", "\n", ""] {
        let (said, status) = therapist.at_a_terminal(&["share", "my-morning"], "", answer);
        assert!(status == 0 && said.contains("Write over it?"), "{said}");
        assert_eq!(read(therapist.path("work/my-morning.toml")), first);
    }
    therapist.at_a_terminal(&["share", "my-morning"], "", "y\n");
    assert_ne!(read(therapist.path("work/my-morning.toml")), first);
}

/// A sender's file, by name: the program's routines, leaflets as people wrote them, other languages.
fn files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> =
        embedded::ROUTINES.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect();
    for folder in ["tests/it/sent", "tests/it/sent/programmes"] {
        for entry in std::fs::read_dir(repository(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.file_stem().unwrap().to_string_lossy().into_owned();
                files.push((name, read(&path)));
            }
        }
    }
    files
}

#[test]
fn every_file_survives_share_add_and_share_with_equal_bytes() {
    let mut shared = 0;
    for (name, text) in files() {
        if check_text(&name, text.as_bytes(), &Exercises::default()).routine.is_none() {
            continue;
        }
        let therapist = Person::new();
        therapist.write(&format!("work/{name}.toml"), &text);
        let first = therapist.does(&["share", &format!("{name}.toml"), "-o", "-"]);
        let patient = Person::new();
        patient.write(&format!("work/{name}.toml"), &first);
        patient.does(&["add", &format!("{name}.toml"), "--yes", "--as", "mine"]);
        assert_eq!(read(patient.routine("mine")), first, "{name}");
        patient.write(&format!("home/routines/{name}.toml"), &first);
        assert_eq!(patient.does(&["share", &name, "-o", "-"]), first, "{name}");
        shared += 1;
    }
    assert!(shared >= 18, "only {shared} files were in order");
}

#[test]
fn tables_in_braces_are_shared_on_one_line() {
    let therapist = Person::new();
    let written = include_str!("sent/enc-easier-multiline.toml");
    let written = written.replace("  reps = 3,", "  # three\n  reps = 3,");
    therapist.write("work/lines.toml", &written);
    let shared = therapist.does(&["share", "lines.toml", "-o", "-"]);
    assert!(shared.contains("\n# three\neasier = { reps = 3, rest = \"30s\" }\n"), "{shared}");
    // A list may have its lines.
    assert!(shared.contains("phase = [\n  { breath = \"in\", time = \"4s\", cue = \"Tall\" },\n"));
    therapist.does(&["new", "lines two", "--from", "lines.toml"]);
    assert!(
        read(therapist.routine("lines-two")).contains("\neasier = { reps = 3, rest = \"30s\" }\n")
    );
}

#[test]
fn f_14_a_sentence_has_one_full_stop_in_every_language() {
    for text in
        ["Ready?", "朝の体操です。", "هل أنت مستعد؟", "सीधे बैठें।", "Up!", "「はい。」", "Wait…"]
    {
        assert_eq!(sentence(text), text);
    }
    for (text, said) in [
        ("Sit tall", "Sit tall."),
        ("Sit (tall)", "Sit (tall)."),
        ("すわります", "すわります。"),
        ("اجلس", "اجلس."),
        ("सीधे बैठें", "सीधे बैठें।"),
    ] {
        assert_eq!(sentence(text), said);
    }
}

#[test]
fn files_in_other_languages_keep_their_stops_lists_and_widths() {
    let (arabic, japanese, german) = (
        include_str!("sent/arabic.toml"),
        include_str!("sent/programmes/p04-nhk-hizakakae.toml"),
        include_str!("sent/programmes/p12-katzenbuckel.toml"),
    );
    for (text, needs) in [
        (arabic, "You need: كرسي ثابت, كوب ماء, ساعة."),
        (japanese, "You need: いす, 枕。"),
        (german, "You need: ein stabiler Tisch, ein Kissen."),
    ] {
        let person = Person::new();
        person.write("work/file.toml", text);
        let said = person.does(&["check", "file.toml", "file.toml"]);
        assert_eq!(said.matches("Rules about words know English only").count(), 1, "{said}");
        let shown = person.does(&["show", "file.toml"]);
        assert!(shown.contains(needs), "{shown}");
        for doubled in ["..", "。.", "؟.", "!.", "。。"] {
            assert!(!shown.contains(doubled), "{doubled}\n{shown}");
        }
        let page = shown.lines().filter(|line| !line.starts_with("Mind this"));
        let width = page.map(unicode_width::UnicodeWidthStr::width).max();
        assert!(width <= Some(80), "{width:?}\n{shown}");
    }
    let person = Person::new();
    assert!(!person.does(&["check", "seated-cat-cow"]).contains("English only"));
}
