//! Commands as transcripts: what is typed, and everything that is printed.

use crate::run::run;

const MORNING: &str = "format = 1\ntitle = \"Morning\"\n\n[[exercise]]\nuse = \"posture-check-chair\"\nsetup-time = \"1s\"\n\
                       rest = \"500ms\"\nphase = [{ breath = \"free\", time = \"500ms\", cue = \"Sit easy\" }]\n";

#[test]
fn list_names_minutes_and_positions() {
    run(&["list"])
        .stdout(
            "seated-cat-cow        5:19  seated\n\
             knees-to-chest       10:30  lying\n\
             core-drills          13:42  lying, then standing\n\
             daily-5               4:57  seated\n\
             daily-10             10:17  seated, then standing\n\
             daily-15             14:38  seated, then lying\n\
             chair-only            9:54  seated\n\
             thoracic-mobility     9:06  seated\n\
             walking-intervals    15:25  seated, then walking\n\
             walk-progress         9:55  walking\n\
             bike-steady           3:45  seated\n\
             steady-feet           8:48  standing, then seated\n\
             wind-down-breathing   7:41  seated\n\
             hips-and-hamstrings  11:01  seated, then standing\n\
             gentle-day            4:16  seated\n\
             \n\
             General information, not medical advice. Not reviewed by a clinician.\n\
             Begin with:  stenosis-routine start NAME\n",
        )
        .check();
}

#[test]
fn list_shows_own_files_and_says_which_are_broken() {
    let (stdout, _, status) = run(&["list"])
        .file("home/routines/morning.toml", MORNING)
        .file("home/routines/odd.toml", "title = 5\n")
        .file("home/routines/notes.txt", "not a routine")
        .output();
    assert_eq!(status, 0);
    assert!(stdout.contains("morning               0:02  seated\n"), "{stdout}");
    assert!(
        stdout.contains("odd                  has faults: stenosis-routine check odd\n"),
        "{stdout}"
    );
    assert!(stdout.contains("The file notes.txt is not used: "), "{stdout}");
}

#[test]
fn f_13_list_shows_the_poses_that_a_phase_knows() {
    let (stdout, stderr, status) = run(&["list", "--poses"]).output();
    assert_eq!((stderr.as_str(), status), ("", 0));
    let names: Vec<&str> = stdout.lines().filter_map(|line| line.split("  ").next()).collect();
    for (name, _) in stenosis_routine::format::embedded::POSES {
        assert!(names.contains(name), "{name}");
    }
    assert!(stdout.ends_with("\nIn a phase:  pose = \"NAME\"\n"), "{stdout}");
}

#[test]
fn list_shows_the_exercises_that_use_knows() {
    let (stdout, _, _) = run(&["list", "--exercises"])
        .file("home/exercises/own.toml", "format = 1\nuse = \"bridge-low\"\n")
        .output();
    for name in ["bridge-low ", "seated-cat-cow ", "own "] {
        assert!(stdout.lines().any(|line| line.starts_with(name)), "{name}: {stdout}");
    }
}

#[test]
fn show_tells_everything_about_the_flagship() {
    let (stdout, stderr, status) = run(&["show"]).output();
    assert_eq!((stderr.as_str(), status), ("", 0));
    insta::assert_snapshot!(stdout);
}

#[test]
fn show_json_is_a_contract() {
    // A clearance grows old.
    let cleared = format!("cleared-on = {}", stenosis_routine::io::clock::today());
    let text = include_str!("every-key.toml").replace("cleared-on = 2026-10-01", &cleared);
    let (stdout, stderr, status) =
        run(&["show", "--json", "every-key.toml"]).file("every-key.toml", text).output();
    assert_eq!((stderr.as_str(), status), ("", 0));
    insta::assert_snapshot!(stdout);
}

#[test]
fn show_names_an_own_copy() {
    let (stdout, _, _) = run(&["show", "seated-cat-cow"])
        .file("home/routines/seated-cat-cow.toml", MORNING)
        .output();
    assert!(
        stdout.starts_with(
            "Your own copy is used: FOLDER/home/routines/seated-cat-cow.toml\nMorning\n"
        ),
        "{stdout}"
    );
}

#[test]
fn a_session_without_a_terminal_runs_by_itself_to_its_last_line() {
    let (stdout, stderr, status) =
        run(&["start", "--mute", "morning.toml"]).file("morning.toml", MORNING).output();
    assert_eq!((stderr.as_str(), status), ("", 0));
    assert!(stdout.starts_with("BEFORE YOU BEGIN\n"), "what would be asked is printed: {stdout}");
    let lines: Vec<&str> = stdout.lines().skip_while(|line| !line.starts_with("Morning")).collect();
    assert_eq!(
        lines[..7],
        [
            "Morning, 0:02.",
            "You need a firm chair.",
            "General information, not reviewed by a clinician.",
            "   0:00  Chair posture check.",
            "         Feet flat, hands at rest.",
            "         Ready.",
            "   0:01  Sit easy.",
        ]
    );
    assert_eq!(
        lines[7..10],
        [
            " 0:01.5  Rest.",
            "   0:02  That is all for today. One of one, 0:02.",
            "   0:02  Stand when you feel steady."
        ]
    );
}

#[test]
fn an_exercise_can_be_played_alone() {
    let own = "format = 1\nuse = \"posture-check-chair\"\nsetup-time = \"500ms\"\nrest = \"500ms\"\nphase = [{ breath = \"free\", time = \"500ms\", cue = \"Sit soft\" }]\n";
    let (stdout, _, status) =
        run(&["start", "--mute", "mine"]).file("home/exercises/mine.toml", own).output();
    assert_eq!(status, 0);
    assert!(stdout.contains("Sit soft.\n"), "{stdout}");
}

#[test]
fn a_session_can_begin_further_on() {
    let two = format!(
        "{MORNING}\n{}",
        MORNING.split_once("\n\n").unwrap().1.replace("Sit easy", "Sit soft")
    );
    let (stdout, _, status) =
        run(&["start", "--mute", "two.toml", "--from", "2"]).file("two.toml", &two).output();
    assert_eq!(status, 0);
    assert!(
        stdout.contains("Chair posture check, 2 of 2.") && !stdout.contains("1 of 2."),
        "{stdout}"
    );
    assert!(stdout.contains("One of one, 0:02."), "{stdout}");
    run(&["start", "two.toml", "--from", "3"])
        .file("two.toml", &two)
        .stderr("Morning has 2 exercises; there is no exercise 3.\nType:  stenosis-routine start two.toml --from 2\n")
        .status(2)
        .check();
}

#[test]
fn a_routine_that_does_not_exist() {
    run(&["start", "seated-cat-cwo"])
        .stderr("There is no routine seated-cat-cwo. Did you mean seated-cat-cow?\nType:  stenosis-routine start seated-cat-cow\n`stenosis-routine list` shows the names.\n")
        .status(2)
        .check();
}

#[test]
fn names_that_would_be_paths_or_play_tricks() {
    for name in ["..", "a b", "\u{1b}[2J", "~", "con:"] {
        let (stdout, stderr, status) = run(&["show", name]).output();
        assert_eq!((stdout.as_str(), status), ("", 2), "{name}");
        assert!(
            stderr.starts_with("There is no routine ") && !stderr.contains('\u{1b}'),
            "{stderr}"
        );
    }
}

#[test]
fn start_and_show_answer_a_broken_file_as_check_does() {
    let broken = MORNING.replace("\"500ms\"", "\"half a second\"");
    let (checked, _, status) =
        run(&["check", "morning.toml"]).file("morning.toml", &broken).output();
    assert_eq!(status, 2);
    for command in ["start", "show", "preview"] {
        let (stdout, stderr, status) =
            run(&[command, "morning.toml"]).file("morning.toml", &broken).output();
        assert_eq!((stdout.as_str(), status), ("", 2));
        assert!(checked.starts_with(stderr.trim_end()), "{stderr}");
    }
}

/// With time for a voice to say what it is.
fn unhurried() -> String {
    MORNING.replace("\"1s\"", "\"5s\"").replace("\"500ms\"", "\"5s\"")
}

#[test]
fn check_warns_of_what_a_voice_has_no_time_to_say() {
    let (said, _, status) = run(&["check", "morning.toml"]).file("morning.toml", MORNING).output();
    assert_eq!(status, 0);
    assert_eq!(
        said,
        "warning: a voice has no time to say “Chair posture check.” in exercise 1, Chair posture check\n  \
         help: give it a longer set-up or rest, or fewer words\n\n\
         warning: a voice has no time to say “Stand when you feel steady.” in exercise 1, Chair posture check\n  \
         help: give it a longer set-up or rest, or fewer words\n\n\
         morning.toml: usable, 2 warnings. 1 exercise, 0:02.\n"
    );
}

#[test]
fn check_says_in_order_and_how_long() {
    let unhurried = unhurried();
    run(&["check", "morning.toml", "core-drills", "-"])
        .file("morning.toml", &unhurried)
        .input(unhurried.as_bytes())
        .stdout("morning.toml: in order. 1 exercise, 0:15.\ncore-drills: in order. 7 exercises, 13:42.\n-: in order. 1 exercise, 0:15.\n")
        .check();
}

#[test]
fn check_lets_warnings_pass_unless_told() {
    let warned = unhurried().replace("rest =", "side = \"left\"\nrest =");
    let (stdout, _, status) = run(&["check", "w.toml"]).file("w.toml", &warned).output();
    assert_eq!(status, 0);
    assert!(stdout.ends_with("w.toml: usable, 1 warning. 1 exercise, 0:15.\n"), "{stdout}");
    let (_, _, status) = run(&["check", "--strict", "w.toml"]).file("w.toml", &warned).output();
    assert_eq!(status, 2);
}

#[test]
fn preview_is_eight_times_faster() {
    let slow = MORNING.replace("\"500ms\"", "\"2s\"");
    let (stdout, _, status) = run(&["preview", "slow.toml"]).file("slow.toml", &slow).output();
    assert_eq!(status, 0);
    assert!(stdout.contains("   0:05  That is all for today."), "{stdout}");
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    for args in [&["list"][..], &["show", "core-drills"], &["help", "--all"], &["check", "--rules"]]
    {
        let mut command = std::process::Command::new(crate::run::program());
        command.args(args).env("STENOSIS_ROUTINE_HOME", "/nowhere");
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = command.stdout(writer).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), said.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_one() {
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let mut command = std::process::Command::new(crate::run::program());
    let output = command.arg("list").stdout(full).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.starts_with("The output could not be written: "), "{said}");
}

#[test]
fn what_cannot_be_done_says_so_with_its_code() {
    for (args, status, said) in [
        (
            &["new", "///"][..],
            2,
            "/// cannot be a name. Write a name of letters, not a path, such as: morning-gentle\n",
        ),
        (
            &["remove", "nothing"],
            2,
            "You have no file called nothing. `stenosis-routine list --mine` shows yours.\n",
        ),
        (
            &["journal", "forget", "7", "--yes"],
            2,
            "There is no entry 7. `stenosis-routine journal` shows their numbers.\n",
        ),
        (
            &["journal", "forget", "--all"],
            2,
            "Nobody is at the keyboard to ask. Add --yes to forget without a question.\n",
        ),
    ] {
        run(args).stderr(said).status(status).check();
    }
    run(&["journal", "add", "walk"])
        .prepare(|folder| std::fs::create_dir_all(folder.join("home/journal.jsonl")).unwrap())
        .stderr(
            "The journal FOLDER/home/journal.jsonl cannot be used: it is not an ordinary file.\n",
        )
        .status(1)
        .check();
}
