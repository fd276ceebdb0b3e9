//! A call in a world of numbers: two clocks, a POLYV with a third, and no sleeping.

mod clocks;

use alloc::{vec, vec::Vec};

use super::*;
#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const HOUR: f64 = 3_600_000.0;
/// What POLYV's clock shows when the steady one shows 0.
const START: f64 = 1.7e12;
const CALLS: u32 = 20;
const LOOKUP: Plan = Plan { timeout_ms: 10_000.0, retries: 2, repeatable: Repeatable::Always };
const POST: Plan = Plan { repeatable: Repeatable::IfUndone, ..LOOKUP };
const FILES: Plan = Plan { repeatable: Repeatable::Never, ..LOOKUP };

struct World {
    shared: Shared,
    now: Now,
    random: f64,
    /// Whether the wall clock runs, or stands, as in a Worker between two events.
    runs: bool,
    /// Timestamps sent.
    sent: Vec<u64>,
}

impl World {
    fn new(limit: RateLimit) -> Self {
        Self {
            shared: Shared::new(Some(limit)),
            now: Now { wall_ms: START, steady_ms: 0.0 },
            random: 0.5,
            runs: true,
            sent: Vec::new(),
        }
    }

    /// A window too long to end within a test.
    fn roomy() -> Self {
        Self::new(RateLimit { calls: CALLS, window_ms: 100.0 * HOUR })
    }

    fn pass(&mut self, ms: f64) {
        self.now.steady_ms += ms;
        self.now.wall_ms += if self.runs { ms } else { 0.0 };
    }

    fn polyv_ms(&self) -> f64 {
        START + self.now.steady_ms
    }

    fn tell(&mut self, call: &mut Attempts, event: Event) -> Result<Action, Error> {
        let action = call.next(&mut self.shared, event, self.now, self.random);
        if let Ok(Action::Send { timestamp_ms, ms }) = action {
            self.sent.push(timestamp_ms);
            assert!(ms > 0.0 && self.now.steady_ms + ms <= call.deadline_ms, "sent after the deadline");
        }
        action
    }

    /// Runs a call to its end; an attempt takes 50 ms, or all its time where it times out.
    fn run(&mut self, plan: Plan, mut answer: impl FnMut(&mut Self, u64) -> Outcome) -> Result<u32, Error> {
        let mut call = Attempts::new(plan);
        let mut event = Event::Ready;
        loop {
            event = match self.tell(&mut call, event)? {
                Action::Done => return Ok(call.count()),
                Action::Wait(ms) => {
                    self.pass(ms);
                    Event::Ready
                }
                Action::Send { timestamp_ms, ms } => {
                    let outcome = answer(self, timestamp_ms);
                    let timed_out = matches!(&outcome.result, Err(error) if error.kind == ErrorKind::Timeout);
                    self.pass(if timed_out { ms } else { f64::min(50.0, ms) });
                    Event::Ended(outcome)
                }
            };
        }
    }

    /// POLYV itself: it takes timestamps within 3 minutes of its clock.
    fn polyv(&mut self, timestamp_ms: u64) -> Outcome {
        if (timestamp_ms as f64 - self.polyv_ms()).abs() <= 180_000.0 {
            return ok();
        }
        dated(ErrorKind::InvalidTimestamp, self.polyv_ms())
    }

    /// How many calls the rate limit lets through at once.
    fn room(&mut self) -> usize {
        let steady_ms = self.now.steady_ms;
        let window = self.shared.window.as_mut().unwrap();
        let taken: Vec<f64> = core::iter::from_fn(|| window.reserve(steady_ms, steady_ms).ok()).collect();
        taken.iter().for_each(|moment| window.release(*moment));
        taken.len()
    }
}

fn ok() -> Outcome {
    Outcome { result: Ok(()), was_not_sent: false, retry_after_ms: None, date_ms: None }
}

fn failed(kind: ErrorKind) -> Outcome {
    Outcome { result: Err(Error::new(kind, "")), ..ok() }
}

fn dated(kind: ErrorKind, date_ms: f64) -> Outcome {
    Outcome { date_ms: Some(date_ms), ..failed(kind) }
}

fn retry_after(kind: ErrorKind, ms: f64) -> Outcome {
    Outcome { retry_after_ms: Some(ms), ..failed(kind) }
}

fn not_sent() -> Outcome {
    Outcome { was_not_sent: true, ..failed(ErrorKind::Network) }
}

fn breakdown() -> Outcome {
    let error = Error::new(ErrorKind::Server, "").with(|error| error.retryable = true);
    Outcome { result: Err(error), ..ok() }
}

/// Everything that the transport can report of an attempt.
fn outcomes(polyv_ms: f64) -> Vec<Outcome> {
    let mut all = vec![ok(), not_sent(), breakdown(), dated(ErrorKind::InvalidTimestamp, polyv_ms)];
    all.extend(ErrorKind::ALL.iter().map(|kind| failed(*kind)));
    for kind in [ErrorKind::RateLimited, ErrorKind::Network] {
        all.extend([0.0, 300.0, 1e6, 1e13].map(|ms| retry_after(kind, ms)));
    }
    all.extend([1.0, -30.0 * HOUR, 1e15, -1e15].map(|ms| dated(ErrorKind::InvalidTimestamp, polyv_ms + ms)));
    all
}

#[test]
fn a_success_ends_the_call() {
    let mut world = World::roomy();
    let mut call = Attempts::new(LOOKUP);
    let action = world.tell(&mut call, Event::Ready);
    assert_eq!(action, Ok(Action::Send { timestamp_ms: START as u64, ms: 5_000.0 }));
    assert_eq!(world.tell(&mut call, Event::Ended(ok())), Ok(Action::Done));
    for late in [Event::Ready, Event::Ended(ok())] {
        assert_eq!(world.tell(&mut call, late).unwrap_err().kind, ErrorKind::Internal);
    }
}

#[test]
fn what_may_pass_is_retried_with_fresh_timestamps() {
    for outcome in [not_sent, breakdown, || failed(ErrorKind::Network), || failed(ErrorKind::RateLimited)] {
        let mut world = World::roomy();
        let error = world.run(LOOKUP, |_, _| outcome()).unwrap_err();
        assert_eq!((error.attempts, world.sent.len()), (3, 3));
        assert!(world.sent.is_sorted_by(|a, b| a < b));
        let mut rest = vec![ok(), outcome()];
        assert_eq!(world.run(LOOKUP, |_, _| rest.pop().unwrap()), Ok(2));
    }
}

#[test]
fn what_can_not_pass_is_not() {
    for kind in ErrorKind::ALL.iter().filter(|kind| !kind.is_retryable()) {
        let error = World::roomy().run(LOOKUP, |_, _| failed(*kind)).unwrap_err();
        assert_eq!((error.kind, error.attempts), (*kind, 1));
    }
}

#[test]
fn a_slow_attempt_leaves_time_for_others() {
    let mut world = World::roomy();
    world.random = 0.0;
    let mut times = Vec::new();
    let error = world.run(LOOKUP, |world, _| {
        times.push(world.now.steady_ms);
        failed(ErrorKind::Timeout)
    });
    assert_eq!(error.unwrap_err().kind, ErrorKind::Timeout);
    assert_eq!((times, world.now.steady_ms), (vec![0.0, 5_000.0, 7_500.0], 10_000.0));
}

#[test]
fn the_wait_is_random_and_grows() {
    for (kind, first) in [(ErrorKind::Network, 200.0), (ErrorKind::RateLimited, 1_000.0)] {
        for random in [0.0, 0.5, 0.999] {
            let waits = [1, 2, 3, 4, 100].map(|attempts| back_off_ms(kind, attempts, random));
            let expected = [1.0, 2.0, 4.0, 8.0, 1e9].map(|factor| random * f64::min(first * factor, 5_000.0));
            assert_eq!(waits, expected);
        }
    }
}

#[test]
fn retry_after_only_lengthens_the_wait() {
    for (asked, waited) in [(0.0, 100.0), (99.0, 100.0), (3_000.0, 3_000.0)] {
        let mut world = World::roomy();
        let mut call = Attempts::new(LOOKUP);
        world.tell(&mut call, Event::Ready).unwrap();
        let action = world.tell(&mut call, Event::Ended(retry_after(ErrorKind::Network, asked)));
        assert_eq!(action, Ok(Action::Wait(waited)));
    }
    for asked in [10_000.0, 3.6e6, 1e13] {
        let error = World::roomy().run(LOOKUP, |_, _| retry_after(ErrorKind::RateLimited, asked)).unwrap_err();
        assert_eq!((error.attempts, error.retry_after_ms), (1, Some(asked as u64)));
    }
}

#[test]
fn posts_are_repeated_only_where_they_did_nothing() {
    for (outcome, attempts) in
        [(not_sent(), 2), (failed(ErrorKind::RateLimited), 2), (failed(ErrorKind::Network), 1), (breakdown(), 1)]
    {
        let mut rest = vec![ok(), outcome];
        let ended = World::roomy().run(POST, |_, _| rest.pop().unwrap());
        assert_eq!(ended.unwrap_or_else(|error| error.attempts), attempts);
    }
    // Without another attempt to come, the first has all the time.
    let mut world = World::roomy();
    world.run(POST, |_, _| failed(ErrorKind::Timeout)).unwrap_err();
    assert_eq!(world.now.steady_ms, 10_000.0);
}

#[test]
fn nothing_is_sent_after_it() {
    let mut world = World::roomy();
    let mut call = Attempts::new(LOOKUP);
    world.tell(&mut call, Event::Ready).unwrap();
    assert_eq!(world.tell(&mut call, Event::Ended(not_sent())), Ok(Action::Wait(100.0)));
    // A timer that rings late.
    world.pass(20_000.0);
    let error = world.tell(&mut call, Event::Ready).unwrap_err();
    assert_eq!((error.kind, error.attempts, world.room()), (ErrorKind::Timeout, 1, CALLS as usize - 1));
}

#[test]
fn a_caller_who_leaves_is_told_so() {
    for (is_timeout, kind) in [(true, ErrorKind::Timeout), (false, ErrorKind::Aborted)] {
        let mut world = World::roomy();
        let mut call = Attempts::new(LOOKUP);
        world.tell(&mut call, Event::Ready).unwrap();
        let error = world.tell(&mut call, Event::Aborted { is_timeout }).unwrap_err();
        assert_eq!((error.kind, error.attempts), (kind, 1));
    }
}

/// A host without timers, such as a Worker's global scope.
#[test]
fn an_attempt_that_could_not_begin_counts_for_nothing() {
    let impossible = || Event::Impossible(Error::argument(""));
    let mut world = World::new(RateLimit { calls: 1, window_ms: 1_000.0 });
    let mut call = Attempts::new(LOOKUP);
    world.tell(&mut call, Event::Ready).unwrap();
    let mut waiting = Attempts::new(LOOKUP);
    world.tell(&mut waiting, Event::Ready).unwrap();
    for call in [&mut waiting, &mut call] {
        let error = world.tell(call, impossible()).unwrap_err();
        assert_eq!((error.kind, error.attempts), (ErrorKind::InvalidArgument, 0));
    }
    assert_eq!(world.room(), 1);
}

fn narrow() -> World {
    World::new(RateLimit { calls: 2, window_ms: 4_000.0 })
}

#[test]
fn calls_wait_for_room_or_are_refused_at_once() {
    let mut world = narrow();
    let mut calls: Vec<_> = (0..7).map(|_| Attempts::new(LOOKUP)).collect();
    let actions: Vec<_> = calls.iter_mut().map(|call| world.tell(call, Event::Ready)).collect();
    let waits = actions.iter().map(|action| match action {
        Ok(Action::Send { .. }) => 0.0,
        Ok(Action::Wait(ms)) => *ms,
        other => panic!("{other:?}"),
    });
    assert_eq!(waits.take(6).collect::<Vec<_>>(), [0.0, 0.0, 4_000.0, 4_000.0, 8_000.0, 8_000.0]);
}

#[test]
fn a_refusal_says_when_to_come_back() {
    let mut world = World::new(RateLimit { calls: 1, window_ms: 60_000.0 });
    assert_eq!(world.run(LOOKUP, |_, _| ok()), Ok(1));
    let error = world.run(LOOKUP, |_, _| ok()).unwrap_err();
    assert_eq!((error.kind, error.attempts), (ErrorKind::RateLimited, 0));
    assert_eq!((error.retryable, error.retry_after_ms), (true, Some(59_950)));
}

#[test]
fn a_caller_who_leaves_gives_the_moment_back() {
    let mut world = narrow();
    for _ in 0..2 {
        world.run(LOOKUP, |_, _| ok()).unwrap();
    }
    for _ in 0..40 {
        let mut call = Attempts::new(LOOKUP);
        assert_eq!(world.tell(&mut call, Event::Ready), Ok(Action::Wait(3_900.0)));
        assert!(world.tell(&mut call, Event::Aborted { is_timeout: false }).is_err());
    }
    world.pass(3_950.0);
    assert_eq!(world.room(), 2);
}
