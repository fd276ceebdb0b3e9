//! Clocks that are wrong, stand still and jump.

use super::*;
#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn a_correction_of_up_to_26_hours_is_used_and_kept() {
    for hours in [-25.9, -24.0, -1.0, -0.1, 0.1, 1.0, 24.0, 25.9] {
        for plan in [LOOKUP, POST] {
            let mut world = World::roomy();
            world.now.wall_ms += hours * HOUR;
            assert_eq!(world.run(plan, World::polyv), Ok(2), "{hours} h");
            assert_eq!(world.run(plan, World::polyv), Ok(1), "{hours} h, later");
            // Someone sets the clock.
            world.now.wall_ms = world.polyv_ms();
            assert_eq!((world.run(plan, World::polyv), world.run(plan, World::polyv)), (Ok(2), Ok(1)));
        }
    }
}

#[test]
fn a_larger_one_is_refused_and_told() {
    for hours in [-100_000.0, -26.1, 26.1, 200_000.0] {
        let mut world = World::roomy();
        world.now.wall_ms += hours * HOUR;
        let error = world.run(LOOKUP, World::polyv).unwrap_err();
        assert_eq!(error.kind, ErrorKind::InvalidTimestamp, "{hours} h");
        assert!(error.message.contains("clock") && error.attempts == 1, "{error}");
    }
}

#[test]
fn none_is_taken_from_nothing() {
    let mut world = World::roomy();
    for date_ms in [None, Some(START), Some(START + 1_900.0), Some(f64::NAN)] {
        let outcome = || Outcome { date_ms, ..failed(ErrorKind::InvalidTimestamp) };
        assert_eq!(World::roomy().run(LOOKUP, |_, _| outcome()).unwrap_err().attempts, 1, "{date_ms:?}");
    }
    // Sent once, whatever happens.
    for plan in [Plan { retries: 0, ..LOOKUP }, FILES] {
        let error = world.run(plan, |_, _| dated(ErrorKind::InvalidTimestamp, START + HOUR)).unwrap_err();
        assert_eq!((error.attempts, world.shared.offset_ms), (1, 0.0));
    }
    // Refused again with it, so it was none.
    let error = world.run(LOOKUP, |_, _| dated(ErrorKind::InvalidTimestamp, START + HOUR)).unwrap_err();
    assert_eq!((error.attempts, world.shared.offset_ms), (2, 0.0));
    // Nodes that do not agree: one correction for a call.
    let mut hours = 0.0;
    let error = world.run(LOOKUP, |world, _| {
        hours += 1.0;
        dated(ErrorKind::InvalidTimestamp, world.polyv_ms() + hours * HOUR)
    });
    assert_eq!((error.unwrap_err().attempts, world.shared.offset_ms), (2, 0.0));
    // Without an answer to it, nobody knows.
    let mut rest = vec![failed(ErrorKind::Forbidden), dated(ErrorKind::InvalidTimestamp, START + HOUR)];
    world.run(LOOKUP, |_, _| rest.pop().unwrap()).unwrap_err();
    assert_eq!(world.shared.offset_ms, 0.0);
}

#[test]
fn a_clock_without_a_timestamp_of_13_digits_is_named() {
    for wall_ms in [0.0, 946_684_800_000.0, 1e13, 1e300, f64::NAN, f64::NEG_INFINITY] {
        let mut world = World::roomy();
        world.now.wall_ms = wall_ms;
        let error = world.run(LOOKUP, |_, _| ok()).unwrap_err();
        assert_eq!((error.kind, error.attempts), (ErrorKind::InvalidTimestamp, 0), "{wall_ms}");
        assert!(error.message.contains("clock") && world.room() == CALLS as usize, "{error}");
    }
}

/// Every event × every way the wall clock may go × before, during and after the call × every plan.
#[test]
fn no_clock_and_no_event_does_harm() {
    let day = 24.0 * HOUR;
    let kinds = outcomes(START).len();
    for plan in [LOOKUP, POST, FILES] {
        for (runs, shift) in [(false, 0.0), (true, 0.0), (true, HOUR), (true, -HOUR), (true, day), (true, -day)] {
            for (event, when) in (0..=kinds).flat_map(|event| [(event, 0), (event, 1), (event, 2)]) {
                let mut world = World::roomy();
                world.runs = runs;
                let step = |world: &mut World, moment| world.now.wall_ms += if when == moment { shift } else { 0.0 };
                step(&mut world, 0);
                if event == kinds {
                    let mut call = Attempts::new(plan);
                    world.tell(&mut call, Event::Ready).unwrap();
                    step(&mut world, 1);
                    world.tell(&mut call, Event::Aborted { is_timeout: false }).unwrap_err();
                } else {
                    let mut first = Some(event);
                    let _ = world.run(plan, |world, timestamp_ms| match first.take() {
                        Some(event) => {
                            step(world, 1);
                            outcomes(world.polyv_ms()).swap_remove(event)
                        }
                        None => world.polyv(timestamp_ms),
                    });
                }
                step(&mut world, 2);
                let case = format!("event {event}, shift {shift} at {when}, {:?}", plan.repeatable);
                let most = 1 + if plan.repeatable == Repeatable::Never { 0 } else { plan.retries as usize + 1 };
                assert!((1..=most).contains(&world.sent.len()), "{case}");
                assert_eq!(world.room(), CALLS as usize - world.sent.len(), "{case}");
                world.pass(5_000.0);
                assert!(world.run(LOOKUP, World::polyv).is_ok_and(|attempts| attempts <= 2), "{case}");
                assert_eq!(world.run(LOOKUP, World::polyv), Ok(1), "{case}");
            }
        }
    }
}

#[cfg(not(target_family = "wasm"))]
mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Calls that share a budget, told anything in any order while the wall clock jumps.
        #[test]
        fn whatever_happens_the_rules_hold(
            steps in prop::collection::vec(
                (0..4_usize, 0..40_usize, 0.0..4_000.0, prop_oneof![3 => Just(0.0), 1 => -1e8..1e8]), 1..60),
            retries in 0..4_u32,
            repeatable in prop::sample::select(vec![Repeatable::Always, Repeatable::IfUndone, Repeatable::Never]),
        ) {
            let mut world = World::new(RateLimit { calls: 3, window_ms: 5_000.0 });
            let plan = Plan { timeout_ms: 8_000.0, retries, repeatable };
            let mut calls: Vec<_> = (0..4).map(|_| Attempts::new(plan)).collect();
            let mut moments: Vec<f64> = Vec::new();
            for (index, event, pass, jump) in steps {
                world.pass(pass);
                world.now.wall_ms += jump;
                // No one tells of a wait before it is over.
                if let State::Reserved(moment) = calls[index].state && event != 0 {
                    world.pass(f64::max(0.0, moment - world.now.steady_ms));
                }
                let mut outcomes = outcomes(world.polyv_ms());
                let event = match calls[index].state {
                    _ if event == 0 => Event::Aborted { is_timeout: false },
                    State::Sent { .. } => Event::Ended(outcomes.swap_remove(event % outcomes.len())),
                    _ => Event::Ready,
                };
                let before = world.sent.len();
                let action = world.tell(&mut calls[index], event);
                let is_over = matches!(calls[index].state, State::Over);
                prop_assert_eq!(is_over, matches!(action, Ok(Action::Done) | Err(_)));
                if world.sent.len() > before {
                    moments.push(world.now.steady_ms);
                }
                for error in action.err().into_iter() {
                    prop_assert_eq!(error.attempts, calls[index].count());
                }
                let most = if repeatable == Repeatable::Never { 1 } else { retries + 2 };
                prop_assert!(calls[index].count() <= most);
            }
            for call in &mut calls {
                let _ = world.tell(call, Event::Aborted { is_timeout: false });
            }
            let recent = moments.iter().filter(|moment| **moment + 5_000.0 > world.now.steady_ms).count();
            prop_assert!(world.room() >= 3_usize.saturating_sub(recent));
        }
    }
}
