//! Figures: every phase has one, nobody's bones stretch, feet stay down, nothing jumps.

use std::time::Duration;

use proptest::prelude::*;

use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::pose::{ARM, FLOOR, LEG, Pose, Skeleton, Viewpoint, WorkingLimb};
use stenosis_routine::domain::routine::{Extension, Routine, Side};
use stenosis_routine::domain::timeline::{Part, Step, Timeline, compile};
use stenosis_routine::domain::units::{Offset, seconds};
use stenosis_routine::figure::{self, Drawing, Glyphs, Motion, MovingFigure};
use stenosis_routine::format::embedded;

use crate::run::{Exercises, built_in, cases, check_text, read, repository, routine};

/// A routine of one library exercise in each position that it offers.
fn each_exercise() -> Vec<(String, std::sync::Arc<Routine>)> {
    let mut all = Vec::new();
    for (name, _) in embedded::EXERCISES {
        for position in ["seated", "lying", "side-lying", "standing", "all-fours", "walking"] {
            let text = format!("format = 1\nuse = \"{name}\"\nposition = \"{position}\"\n");
            let checked = check_text("one.toml", text.as_bytes(), &Exercises::default());
            all.extend(checked.routine.map(|routine| (format!("{name}, {position}"), routine)));
        }
    }
    assert!(all.len() >= embedded::EXERCISES.len() - 1, "only {} can be done", all.len());
    all
}

/// Every pose of the program, in a routine file of its own.
fn every_pose() -> Vec<std::sync::Arc<Pose>> {
    let phase = |(name, _): &embedded::EmbeddedText| {
        format!("{{ breath = \"out\", time = \"4s\", pose = \"{name}\" }},")
    };
    let phases: Vec<String> = embedded::POSES.iter().map(phase).collect();
    let exercise = "[[exercise]]\ntitle = \"x\"\nkind = \"mobility\"\nposition = \"seated\"";
    let text = phases.chunks(50).fold("format = 1\ntitle = \"x\"\n".to_owned(), |text, chunk| {
        format!("{text}{exercise}\ndirection = [\"neutral\"]\nphase = [{}]\n", chunk.concat())
    });
    let routine = routine(&text);
    let exercises = routine.exercises.iter();
    exercises.flat_map(|e| e.full.phases.iter().filter_map(|phase| phase.pose.clone())).collect()
}

fn any_pose() -> impl Strategy<Value = Pose> {
    (prop::sample::select(every_pose()), any::<bool>())
        .prop_map(|(pose, other_side)| if other_side { pose.mirrored() } else { (*pose).clone() })
}

/// Moments of a timeline, a quarter of a second apart, of every span the first and the last too.
fn moments(timeline: &Timeline) -> Vec<Offset> {
    let mut all: Vec<Offset> = timeline.spans().iter().map(|span| span.at).collect();
    let quarters = u32::try_from(timeline.total().as_millis() / 250).unwrap();
    all.extend((0..quarters).map(|n| Offset::at(Duration::from_millis(250) * n)));
    all.sort();
    all
}

fn points(skeleton: &Skeleton) -> Vec<stenosis_routine::domain::pose::Point> {
    let limbs = skeleton.arms.as_flattened().iter().chain(skeleton.legs.as_flattened());
    limbs.chain(&skeleton.spine).chain([&skeleton.head]).copied().collect()
}

#[test]
fn every_phase_of_every_exercise_has_its_pose() {
    for (name, routine) in each_exercise() {
        for exercise in &routine.exercises {
            let versions = [Some(&exercise.full), exercise.easier.as_ref()];
            for phase in versions.into_iter().flatten().flat_map(|version| &version.phases) {
                assert!(phase.pose.is_some(), "{name}: {:?} has no pose", phase.cue);
            }
        }
    }
}

#[test]
fn every_pose_fits_the_position_that_it_is_shown_in() {
    for (name, routine) in each_exercise() {
        for exercise in &routine.exercises {
            for version in exercise.easier.iter().chain([&exercise.full]) {
                for phase in &version.phases {
                    let position = phase.position.unwrap_or(version.position);
                    let pose = phase.pose.as_ref().unwrap();
                    let is_down = pose.spine[0].abs() > 60.0;
                    assert_eq!(is_down, position.is_down(), "{name}: {} {position}", pose.name);
                }
            }
        }
    }
}

#[test]
fn every_pose_is_in_order_and_is_used() {
    let mut used: Vec<String> = Vec::new();
    for (_, routine) in each_exercise() {
        for exercise in &routine.exercises {
            let versions = exercise.easier.iter().chain([&exercise.full]);
            let poses = versions.flat_map(|v| v.phases.iter().filter_map(|p| p.pose.as_ref()));
            for pose in poses {
                let others = pose.begins.iter().chain(&pose.through);
                used.extend(others.chain([pose]).map(|pose| pose.name.to_string()));
            }
        }
    }
    used.extend(stenosis_routine::domain::pose::Stance::NAMES.iter().map(ToString::to_string));
    for (name, text) in embedded::POSES {
        assert!(used.iter().any(|known| known == name), "nothing shows {name}");
        let body: String = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .fold(String::new(), |body, line| format!("{body}{line}\n"));
        let file = format!(
            "format = 1\ntitle = \"x\"\n[[exercise]]\nuse = \"belly-breath\"\n[pose.{name}-own]\n{body}"
        );
        let checked = check_text(name, file.as_bytes(), &Exercises::default());
        let drawn: Vec<String> = checked.findings.iter().map(|f| f.draw(false)).collect();
        assert!(drawn.is_empty(), "{}", drawn.join("\n"));
    }
    assert_eq!(every_pose().len(), embedded::POSES.len());
}

#[test]
fn every_moment_of_every_routine_has_a_figure_that_does_not_jump() {
    for (name, _) in embedded::ROUTINES {
        let timeline = compile(&Plan::whole(built_in(name)));
        let mut before: Option<(Offset, Pose)> = None;
        for at in moments(&timeline) {
            let pose = figure::at(&timeline, at, Motion::Full).unwrap();
            if let Some((earlier, before)) = before.replace((at, pose.clone())) {
                let turns_round = (before.spine[0] - pose.spine[0]).abs() > 110.0;
                let (from, to) = (points(&before.skeleton()), points(&pose.skeleton()));
                let far = from.iter().zip(&to).map(|(a, b)| a.distance(*b)).fold(0.0, f32::max);
                // From sitting to standing within 3 s, at its fastest.
                assert!(turns_round || far < 12.0, "{name} at {earlier:?}: {far} in one quarter");
            }
        }
    }
}

#[test]
fn who_is_on_their_feet_has_a_foot_on_the_floor_all_the_time() {
    for name in [
        "supported-heel-raise",
        "supported-march",
        "hip-flexor",
        "bird-dog-worktop",
        "knee-bend-worktop",
        "near-tandem-stand",
        "side-leg-raise",
    ] {
        let timeline = compile(&Plan::whole(routine(&format!("format = 1\nuse = \"{name}\"\n"))));
        for at in moments(&timeline) {
            let pose = figure::at(&timeline, at, Motion::Full).unwrap();
            assert!(pose.height_above_floor() < 4.0, "{name} at {at:?}");
            let feet = pose.skeleton().legs.map(|leg| leg[2].y.max(leg[3].y - 2.0));
            assert!(feet.iter().all(|lowest| *lowest < FLOOR + 1.0), "{name} at {at:?}: {feet:?}");
        }
    }
}

#[test]
fn a_phase_arrives_at_its_pose_and_the_next_begins_there() {
    let timeline = compile(&Plan::whole(built_in("seated-cat-cow")));
    let spans = timeline.spans();
    let shown = |at| figure::at(&timeline, at, Motion::Full).unwrap();
    for pair in spans.windows(2).filter(|pair| timeline.phase(&pair[0]).is_some()) {
        let pose = timeline.phase(&pair[0]).unwrap().pose.clone().unwrap();
        let at_the_end = shown(pair[1].at);
        // The frame is the exercise's, and the next span's side may be the other.
        if matches!(pair[1].part, Part::Phase { .. }) {
            assert_eq!(at_the_end.skeleton(), pose.skeleton(), "at {:?}", pair[1].at);
        }
    }
    let lift = spans.iter().find(|span| {
        timeline.phase(span).is_some_and(|p| p.pose.as_ref().unwrap().name == "seated-lift".into())
    });
    let lift = lift.unwrap();
    let moved = |from: Duration, to: Duration| {
        let [a, b] = [from, to].map(|part| shown(lift.at + part).skeleton().head);
        a.distance(b)
    };
    let (first, middle) = (moved(seconds(0), seconds(1)), moved(seconds(1), seconds(2)));
    assert!(first < middle / 1.5, "a soft start: {first}, then {middle}");
}

#[test]
fn with_reduced_motion_each_pose_stands_still() {
    let timeline = compile(&Plan::whole(built_in("daily-15")));
    for span in timeline.spans().iter().filter(|span| timeline.phase(span).is_some()) {
        let at = |part: u32| {
            let offset = span.at + span.length * part / 10;
            figure::at(&timeline, offset, Motion::Reduced).unwrap().skeleton()
        };
        // One change at most: on the way to both knees, and back, one knee is shown.
        let changes = (1..10).filter(|part| at(*part) != at(part - 1)).count();
        let whole = timeline.exercise(span).name.as_deref() != Some("double-knee-to-chest");
        assert!(changes == 0 || changes == 1 && !whole, "{span:?}");
    }
}

#[test]
fn both_knees_come_one_after_the_other() {
    let timeline = compile(&Plan::whole(routine("format = 1\nuse = \"double-knee-to-chest\"\n")));
    let span = timeline.spans().iter().find(|span| {
        timeline.phase(span).is_some_and(|p| p.pose.as_ref().unwrap().through.is_some())
    });
    let span = *span.unwrap();
    let knees = |half: u32| {
        let pose = figure::at(&timeline, span.at + span.length * half / 2, Motion::Full).unwrap();
        pose.skeleton().legs.map(|leg| leg[1].x)
    };
    let [start, middle] = [knees(0), knees(1)];
    assert!(start[0] - middle[0] > 10.0, "the near knee has come: {start:?} {middle:?}");
    assert!((start[1] - middle[1]).abs() < 2.0, "the far one has not: {start:?} {middle:?}");
}

#[test]
fn the_easier_version_shows_its_own_poses_in_the_same_frame() {
    let full = Plan::whole(routine("format = 1\nuse = \"seated-cat-cow\"\n"));
    let mut easier = full.clone();
    easier.ease(0, 0);
    let names = |plan: &Plan| -> Vec<String> {
        let timeline = compile(plan);
        let phases = timeline.spans().iter().filter(|span| timeline.phase(span).is_some());
        let ends = phases.map(|span| span.end() - Duration::from_millis(1));
        let poses = ends.map(|at| figure::at(&timeline, at, Motion::Full).unwrap());
        poses.map(|pose| pose.name.to_string()).take(2).collect()
    };
    assert_eq!(names(&full), ["seated-lift", "seated-round"]);
    assert_eq!(names(&easier), ["seated", "seated-round-small"]);
    let frame = |plan: &Plan| {
        let timeline = compile(plan);
        let span = *timeline.spans().iter().find(|span| timeline.phase(span).is_some()).unwrap();
        figure::at(&timeline, span.end(), Motion::Full).unwrap().frame
    };
    assert_eq!(frame(&full), frame(&easier));
}

#[test]
fn getting_up_goes_by_the_side_the_elbow_and_a_seat() {
    let timeline = compile(&Plan::whole(built_in("knees-to-chest")));
    let steps = timeline.spans().iter().filter_map(|span| match span.part {
        Part::Transition(step) => {
            let end = span.end() - Duration::from_millis(1);
            let half = span.at + span.length.mul_f32(0.49);
            let name = |at| figure::at(&timeline, at, Motion::Full).unwrap().name.to_string();
            Some((step, name(half), name(end)))
        }
        _ => None,
    });
    let expected = [
        (Step::LieDown, "bed-elbow", "lying-breath"),
        (Step::Roll, "side-lying", "side-lying"),
        (Step::PushUp, "bed-elbow", "bed-sit"),
        (Step::Sit, "bed-sit", "bed-sit"),
    ];
    let expected = expected.map(|(step, half, end)| (step, half.to_owned(), end.to_owned()));
    assert_eq!(steps.collect::<Vec<_>>(), expected);
}

#[test]
fn alternate_legs_move_in_turn() {
    let timeline = compile(&Plan::whole(routine("format = 1\nuse = \"seated-march\"\n")));
    let up = |side: Side| {
        let span = timeline.spans().iter().find(|span| {
            matches!(span.part, Part::Phase { turn, phase: 0, .. } if turn.side == Some(side))
        });
        let pose = figure::at(&timeline, span.unwrap().end(), Motion::Full).unwrap();
        pose.skeleton().legs.map(|leg| leg[2].y < 85.0)
    };
    // The figure looks to the right: its right leg is the near one.
    assert_eq!(up(Side::Right), [true, false]);
    assert_eq!(up(Side::Left), [false, true]);
}

/// Cells that differ between two poses of one exercise, as small as beside large words.
fn cells_that_differ(one: &str, other: &str) -> usize {
    let all = every_pose();
    let named = |name: &str| all.iter().find(|pose| *pose.name == *name).unwrap();
    let frame = named(one).frame.around(named(other).frame);
    let [one, other] = [one, other].map(|name| {
        let pose = Pose { frame, ..(**named(name)).clone() };
        let lines = figure::draw(&pose, 24, 11, Glyphs::Blocks).lines();
        lines.concat().chars().collect::<Vec<char>>()
    });
    one.iter().zip(&other).filter(|(a, b)| a != b).count()
}

#[test]
fn the_two_poses_of_a_small_movement_differ_at_a_glance() {
    for (one, other, least) in [
        ("seated-lift", "seated-round", 25),
        ("lying-curve", "lying-tilt", 22),
        ("seated-hands-on-hips", "seated-tilt", 24),
        ("seated-breath-in", "seated-breath-out", 6),
        ("seated-figure-four", "seated-figure-four-lean", 20),
        ("side-lying-palms", "side-lying-open", 12),
    ] {
        let differ = cells_that_differ(one, other);
        assert!(differ >= least, "{one}, {other}: {differ} cells");
    }
}

#[test]
fn in_its_own_curve_the_low_back_is_off_the_bed_and_tilted_it_lies_on_it() {
    let all = every_pose();
    let named = |name: &str| all.iter().find(|pose| *pose.name == *name).unwrap();
    let low_back = |name: &str| named(name).skeleton().spine[2].y;
    assert!(low_back("lying-tilt") - low_back("lying-curve") > 3.0);
    // Shoulders and hips lie in both.
    for joint in [0, 4] {
        let [curve, tilt] = ["lying-curve", "lying-tilt"].map(|name| named(name).skeleton());
        assert!((curve.spine[joint].y - tilt.spine[joint].y).abs() < 3.0, "{joint}");
    }
}

#[test]
fn a_bicycle_is_seen_whole() {
    let all = every_pose();
    let cycling = all.iter().find(|pose| &*pose.name == "seated-cycling").unwrap();
    let wheel = cycling.props[0].lines(Viewpoint::Side).flatten();
    for end in wheel {
        let (from, to) = (cycling.frame.from, cycling.frame.to);
        assert!(from.x < end.x && end.x < to.x && end.y < to.y, "{end:?}");
    }
}

#[test]
fn an_exercise_without_extension_never_lifts_the_low_back_further_than_its_own_curve() {
    for (name, routine) in each_exercise() {
        for exercise in &routine.exercises {
            for version in exercise.easier.iter().chain([&exercise.full]) {
                for pose in version.phases.iter().filter_map(|phase| phase.pose.as_ref()) {
                    let least = if version.extension == Extension::None { -11.0 } else { -12.0 };
                    assert!(pose.spine[1] >= least, "{name}: {}", pose.name);
                    let nod = pose.spine[4] + pose.spine[5];
                    assert!((-30.0..=30.0).contains(&nod), "{name}: the neck in {}", pose.name);
                }
            }
        }
    }
}

#[test]
fn a_file_brings_its_own_pose_and_shows_it() {
    let text = "format = 1\ntitle = \"x\"\n[[exercise]]\ntitle = \"Nod\"\nkind = \"mobility\"\n\
                position = \"seated\"\ndirection = [\"flexion\"]\n\
                phase = [{ breath = \"out\", time = \"4s\", pose = \"nod\" }]\n\
                [pose.nod]\nlike = \"seated\"\nspine = { neck = 25, head = 5 }\n";
    let timeline = compile(&Plan::whole(routine(text)));
    let span = *timeline.spans().iter().find(|span| timeline.phase(span).is_some()).unwrap();
    let pose = figure::at(&timeline, span.end() - Duration::from_nanos(1), Motion::Full).unwrap();
    assert_eq!((&*pose.name, pose.spine[4].round()), ("nod", 25.0));
    let plain =
        compile(&Plan::whole(routine(&text.replace("pose = \"nod\"", "pose = \"seated\""))));
    let plain = figure::at(&plain, span.end(), Motion::Full).unwrap();
    assert_ne!(figure::svg(&pose), figure::svg(&plain));
    let blocks = |pose| figure::draw(pose, 24, 11, Glyphs::Blocks);
    assert_ne!(blocks(&pose), blocks(&plain));
    insta::assert_snapshot!(
        "own_pose_in_plain_characters",
        figure::draw(&pose, 40, 18, Glyphs::Ascii).lines().join("\n")
    );
}

#[test]
fn a_file_may_change_a_pose_of_the_program_for_itself() {
    let text = "format = 1\ntitle = \"x\"\n[[exercise]]\nuse = \"posture-check-chair\"\n\
                [pose.seated]\nlike = \"seated\"\nbelly = 5\n";
    let timeline = compile(&Plan::whole(routine(text)));
    let at_the_end = figure::at(&timeline, Offset::at(timeline.total()), Motion::Full).unwrap();
    assert!((at_the_end.belly - 5.0).abs() < 0.01);
}

#[test]
fn hostile_poses_are_faults_with_a_line() {
    let pose = |body: &str| {
        format!(
            "format = 1\ntitle = \"x\"\n[[exercise]]\nuse = \"belly-breath\"\n[pose.mine]\n{body}\n"
        )
    };
    let seated = "like = \"seated\"\n";
    let props = "{ is = \"chair\", at = [40, 72] },".repeat(3_000);
    let chain = (0..90).map(|n| format!("[pose.p{n}]\nlike = \"p{}\"\n", n + 1));
    let chain = chain.collect::<Vec<_>>().concat();
    let many = (0..2_000).map(|n| format!("[pose.p{n}]\nlike = \"seated\"\n"));
    let many = many.collect::<Vec<_>>().concat();
    let files = [
        pose("pelvis = [nan, 60]"),
        pose("pelvis = [inf, 60]"),
        pose("pelvis = [1e300, 60]"),
        pose("pelvis = [-1, 60]"),
        pose("pelvis = [99999999999999999999, 60]"),
        pose("pelvis = []"),
        pose("pelvis = [1, 2, 3]"),
        pose("pelvis = { x = 1 }"),
        pose(""),
        pose(&format!("{seated}spine = {{ lumbar = 180 }}")),
        pose(&format!("{seated}spine = {{ lumbar = nan }}")),
        pose(&format!("{seated}near-arm = {{}}")),
        pose(&format!("{seated}near-leg = {{ foot = [100, 0] }}")),
        pose(&format!("{seated}props = [{props}]")),
        pose(&format!("{seated}props = [{{ is = \"rocket\", at = [1, 1] }}]")),
        pose(&format!("{seated}props = [{{ is = \"chair\" }}]")),
        pose("like = \"mine\""),
        pose("like = \"other\"\n[pose.other]\nlike = \"mine\""),
        pose(&format!("{seated}through = \"mine\"")),
        pose(&format!("{seated}head = [10, 10]")),
        pose(&format!("{seated}[pose.\"../../etc\"]\nlike = \"seated\"")),
        pose(&format!("{seated}{chain}")),
        pose(&format!("{seated}{many}")),
        "format = 1\npose = 3\ntitle = \"x\"\n[[exercise]]\nuse = \"belly-breath\"\n".to_owned(),
    ];
    for file in files {
        let checked = check_text("hostile.toml", file.as_bytes(), &Exercises::default());
        let head: String = file.chars().take(200).collect();
        assert!(checked.routine.is_none(), "{head}");
        for finding in &checked.findings {
            assert!(finding.draw(false).contains("hostile.toml:"), "{}", finding.draw(false));
        }
    }
}

/// Cells that are covered whole in one picture and empty in another.
fn cells_apart(one: &Drawing, other: &Drawing) -> usize {
    let pairs = one.rows().flatten().zip(other.rows().flatten());
    let is_apart = |pair: (char, char)| matches!(pair, (' ', '█') | ('█', ' '));
    pairs.filter(|((one, _), (other, _))| is_apart((*one, *other))).count()
}

#[test]
fn a_moving_figure_is_never_further_behind_than_a_sample() {
    for (name, routine) in each_exercise() {
        let timeline = compile(&Plan::whole(routine));
        let mut moving = MovingFigure::default();
        for at in moments(&timeline) {
            let pose = figure::at(&timeline, at, Motion::Full).unwrap();
            let now = figure::draw(&pose, 24, 17, Glyphs::Blocks);
            let seen = moving.draw(&pose, 24, 17, Glyphs::Blocks);
            assert_eq!(cells_apart(seen, &now), 0, "{name}, {at:?}");
        }
    }
}

#[test]
fn a_moving_figure_is_drawn_anew_for_another_size_other_characters_and_another_limb() {
    let timeline = compile(&Plan::whole(built_in("seated-cat-cow")));
    let pose = figure::at(&timeline, Offset::default(), Motion::Full).unwrap();
    let works = Pose { working: Some(WorkingLimb::Leg(0)), ..pose.clone() };
    let mut moving = MovingFigure::default();
    for (pose, columns, rows, glyphs) in [
        (&pose, 24, 17, Glyphs::Blocks),
        (&pose, 34, 17, Glyphs::Blocks),
        (&pose, 34, 12, Glyphs::Blocks),
        (&pose, 34, 12, Glyphs::Ascii),
        (&works, 34, 12, Glyphs::Ascii),
    ] {
        let fresh = figure::draw(pose, columns, rows, glyphs);
        assert_eq!(*moving.draw(pose, columns, rows, glyphs), fresh);
    }
}

/// The place of the flagship at which its second cat-cow begins, and how long it takes.
fn second_cat_cow(timeline: &Timeline) -> (Offset, Duration) {
    let spans = timeline.spans().iter().filter(|span| {
        let turn = span.turn().map(|(_, turn)| (turn.set, turn.rep));
        timeline.version(span).title == "Seated cat-cow" && turn == Some((1, 2))
    });
    let spans: Vec<_> = spans.collect();
    (spans[0].at, spans.iter().map(|span| span.length).sum())
}

/// The picture of the README; `UPDATE_DOCS=1 cargo test` writes it.
#[test]
fn the_picture_of_the_flagship_breathes() {
    let timeline = compile(&Plan::whole(built_in("seated-cat-cow")));
    let (from, length) = second_cat_cow(&timeline);
    assert_eq!(length, seconds(10), "in for four seconds, out for six");
    let path = repository("docs/seated-cat-cow.svg");
    let wanted = figure::moving_svg(&timeline, from, length).unwrap();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    assert_eq!(read(path), wanted, "run UPDATE_DOCS=1 cargo test");
    let round = figure::at(&timeline, from, Motion::Full).unwrap();
    assert_eq!(&*round.name, "seated-round");
    let drawn = figure::draw(&round, 34, 16, Glyphs::Blocks).lines().join("\n");
    insta::assert_snapshot!("the_flagship_in_blocks", drawn);
}

/// What moves goes from way to way in the time of the timeline, comes back to where it began, and what
/// stands under it does not move; a person who wants no movement sees the first pose.
#[test]
fn a_moving_picture_is_the_figure_of_each_moment() {
    let timeline = compile(&Plan::whole(built_in("seated-cat-cow")));
    let (from, length) = second_cat_cow(&timeline);
    let picture = figure::moving_svg(&timeline, from, length).unwrap();
    let (still, moves) = picture.split_once("<g class=\"moves\">").unwrap();
    let values = |text: &str| -> Vec<Vec<String>> {
        let parts = text.split("values=\"").skip(1);
        parts
            .map(|part| part.split('"').next().unwrap().split(';').map(String::from).collect())
            .collect()
    };
    let ways = values(moves);
    assert!(ways.len() > 5, "{}", ways.len());
    assert_eq!(moves.matches("dur=\"10s\" repeatCount=\"indefinite\"").count(), ways.len());
    for way in &ways {
        assert_eq!((way.len(), &way[0]), (41, &way[40]));
    }
    for nth in [0_u32, 8, 16, 28] {
        let moment = from + Duration::from_millis(250) * nth;
        let alone = figure::svg(&figure::at(&timeline, moment, Motion::Full).unwrap());
        for way in &ways {
            let way = &way[usize::try_from(nth).unwrap()];
            assert!(alone.contains(&format!("d=\"{way}\"")), "{nth}: {way}");
        }
    }
    let first = figure::svg(&figure::at(&timeline, from, Motion::Full).unwrap());
    let (_, paths) = first.split_once("</style>").unwrap();
    assert!(still.ends_with(&format!(
        "<g class=\"still\">{}</g>",
        paths.trim_end().trim_end_matches("</svg>")
    )));
    assert!(still.contains(
        "@media(prefers-reduced-motion:reduce){.still{display:inline}.moves{display:none}}"
    ));
    let (_, floor) = moves.split_once("<g class=\"around\">").unwrap();
    let (floor, _) = floor.split_once("</g>").unwrap();
    assert!(floor.starts_with("<path ") && !floor.contains("animate"), "{floor}");
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn bones_keep_their_length_on_every_way(from in any_pose(), to in any_pose(), part in 0.0_f32..=1.0) {
        let pose = from.toward(&to, part);
        let bones = pose.skeleton();
        let lengths: Vec<f32> = bones.spine.windows(2).map(|b| b[0].distance(b[1])).collect();
        for (length, wanted) in lengths.iter().zip([5.0, 8.0, 7.0, 9.0, 4.0]) {
            let seen = pose.toward_us.to_radians().cos();
            prop_assert!((length - wanted * seen).abs() < 0.01);
        }
        let seen = from.view == Viewpoint::Side && to.view == Viewpoint::Side;
        let limbs = bones.arms.iter().map(|arm| ([arm[0], arm[1], arm[2]], ARM));
        let limbs = limbs.chain(bones.legs.iter().map(|leg| ([leg[0], leg[1], leg[2]], LEG)));
        for (joints, lengths) in limbs {
            let both = [joints[0].distance(joints[1]), joints[1].distance(joints[2])];
            for (drawn, length) in both.iter().zip(lengths) {
                prop_assert!(*drawn < length + 0.6, "{} > {}", drawn, length);
            }
        }
let whole = seen && pose.legs.iter().all(|leg| !leg.joint_is_given);
        for leg in bones.legs.iter().filter(|_| whole) {
            prop_assert!((leg[0].distance(leg[1]) - LEG[0]).abs() < 0.1);
            prop_assert!((leg[1].distance(leg[2]) - LEG[1]).abs() < 0.1);
            // The knee goes forward: the leg is never bent the other way.
            let (thigh, shin) = (leg[1] - leg[0], leg[2] - leg[1]);
            prop_assert!(thigh.x * shin.y - thigh.y * shin.x > -1.0);
        }
    }

    #[test]
    fn no_joint_of_the_back_goes_past_either_pose(from in any_pose(), to in any_pose(), part in 0.0_f32..=1.0) {
        let pose = from.toward(&to, part);
        for joint in 1..6 {
            let (low, high) = (from.spine[joint].min(to.spine[joint]), from.spine[joint].max(to.spine[joint]));
            prop_assert!(pose.spine[joint] >= low - 0.01 && pose.spine[joint] <= high + 0.01);
        }
    }

    #[test]
    fn what_rests_at_one_place_in_both_poses_stays_there(pose in any_pose(), part in 0.0_f32..=1.0) {
        let mut moved = pose.clone();
        moved.spine[1] += 8.0;
        let feet = |pose: &Pose| pose.skeleton().legs.map(|leg| leg[2]);
        let (before, between) = (feet(&pose), feet(&pose.toward(&moved, part)));
        for (a, b) in before.iter().zip(&between) {
            prop_assert!(a.distance(*b) < 0.1, "{:?} {:?}", a, b);
        }
    }

    #[test]
    fn the_other_side_of_the_other_side_is_this_side(pose in any_pose()) {
        let twice = points(&pose.mirrored().mirrored().skeleton());
        for (a, b) in points(&pose.skeleton()).iter().zip(&twice) {
            prop_assert!(a.distance(*b) < 0.1);
        }
    }

    #[test]
    fn seen_from_the_front_the_other_side_is_the_mirror_image(pose in any_pose()) {
        if pose.view != Viewpoint::Side {
            let [here, there] = [pose.skeleton(), pose.mirrored().skeleton()];
            let [across, down] = match pose.view {
                Viewpoint::Above => [false, true],
                _ => [true, false],
            };
            let axis = if pose.spine[0].abs() > 45.0 && across { 50.0 } else { pose.pelvis.x };
            let limbs = [(0, 1), (1, 0)].map(|(a, b)| {
                let (arms, legs) = (here.arms[a].iter(), here.legs[a].iter());
                arms.zip(&there.arms[b]).chain(legs.zip(&there.legs[b])).collect::<Vec<_>>()
            });
            for (a, b) in limbs.concat() {
                let x = if across { 2.0 * axis - a.x } else { a.x };
                let y = if down { 2.0 * pose.pelvis.y - a.y } else { a.y };
                prop_assert!((x - b.x).abs() < 0.1 && (y - b.y).abs() < 0.1, "{:?} {:?}", a, b);
            }
        }
    }

    #[test]
    fn cells_are_as_many_as_asked_for(pose in any_pose(), columns in 0_u16..80, rows in 0_u16..30) {
        for glyphs in [Glyphs::Ascii, Glyphs::Blocks, Glyphs::Sextants] {
            let (columns, rows) = (usize::from(columns), usize::from(rows));
            let lines = figure::draw(&pose, columns, rows, glyphs).lines();
            prop_assert!(columns == 0 || lines.len() == rows);
            prop_assert!(lines.iter().all(|line| line.chars().count() == columns));
        }
    }
}
