//! One call as a state machine without I/O: it is told what happened and when, and says what to do next. Clocks and
//! randomness are numbers, so that a test can be a table.

use crate::{
    error::{Error, ErrorKind},
    limiter::{RateLimit, SlidingWindow},
};

/// What holds for a call unless told otherwise.
pub(crate) const DEFAULT_TIMEOUT_MS: f64 = 10_000.0;
pub(crate) const DEFAULT_RETRIES: u32 = 2;

/// No wait is longer than this, but for one that POLYV asks for.
const LONGEST_WAIT_MS: f64 = 5_000.0;

/// Clocks set to another time zone, or another day, are corrected; what is further off is no clock.
const LARGEST_CORRECTION_MS: f64 = 26.0 * 3_600_000.0;

/// Timestamps have 13 digits from September 2001 to November 2286.
const TIMESTAMPS_MS: core::ops::Range<f64> = 1e12..1e13;

/// The time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Now {
    /// In milliseconds since 1970. People and networks set it, so it may step either way.
    pub(crate) wall_ms: f64,
    /// In milliseconds since whenever. It never steps back: what has elapsed is measured by it.
    pub(crate) steady_ms: f64,
}

/// What the calls to one address share.
#[derive(Debug)]
pub(crate) struct Shared {
    /// How far POLYV's clock is ahead of this host's, once a call with that correction has succeeded.
    offset_ms: f64,
    window: Option<SlidingWindow>,
}

impl Shared {
    pub(crate) fn new(limit: Option<RateLimit>) -> Self {
        Self { offset_ms: 0.0, window: limit.map(SlidingWindow::new) }
    }

    /// What POLYV's clock shows.
    ///
    /// # Errors
    /// `invalid_timestamp` where this host's clock shows no time that can be signed.
    #[cfg(feature = "edge")]
    pub(crate) fn timestamp_ms(&self, wall_ms: f64) -> Result<u64, Error> {
        signable(wall_ms + self.offset_ms)
    }

    fn release(&mut self, moment: f64) {
        if let Some(window) = &mut self.window {
            window.release(moment);
        }
    }
}

/// How a call may be made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// The deadline of the whole call, from its start.
    pub(crate) timeout_ms: f64,
    pub(crate) retries: u32,
    pub(crate) repeatable: Repeatable,
}

impl Plan {
    #[cfg(feature = "edge")]
    pub(crate) fn new(timeout_ms: Option<f64>, retries: Option<u32>, repeatable: Repeatable) -> Self {
        Self {
            timeout_ms: timeout_ms.unwrap_or(DEFAULT_TIMEOUT_MS),
            retries: retries.unwrap_or(DEFAULT_RETRIES),
            repeatable,
        }
    }
}

/// When a call may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeatable {
    /// Whatever became of it: it does nothing twice.
    Always,
    /// Where it certainly has done nothing.
    IfUndone,
    Never,
}

/// What happened.
pub(crate) enum Event {
    /// The call begins, or a wait is over.
    Ready,
    /// The caller's signal fired; perhaps because of a timeout of its own.
    Aborted { is_timeout: bool },
    /// An attempt has ended.
    Ended(Outcome),
    /// The attempt could not even begin.
    Impossible(Error),
}

/// How an attempt has ended.
pub(crate) struct Outcome {
    pub(crate) result: Result<(), Error>,
    /// No connection was made.
    pub(crate) was_not_sent: bool,
    /// What `Retry-After` asks for.
    pub(crate) retry_after_ms: Option<f64>,
    /// What the `Date` of the answer says.
    pub(crate) date_ms: Option<f64>,
}

/// What to do.
#[derive(Debug, PartialEq)]
pub(crate) enum Action {
    /// Wait for so long.
    Wait(f64),
    /// Send, signed for that time, and wait for the answer for so long.
    Send { timestamp_ms: u64, ms: f64 },
    /// The call has succeeded.
    Done,
}

/// A call under way.
pub(crate) struct Attempts {
    plan: Plan,
    /// By the steady clock, once the call has begun.
    deadline_ms: f64,
    retries_left: u32,
    may_correct_clock: bool,
    /// A correction on trial, in place of the shared one.
    correction_ms: Option<f64>,
    /// How many times the request was sent.
    count: u32,
    state: State,
}

#[derive(Clone, Copy)]
enum State {
    New,
    /// Waits for a moment that it has reserved.
    Reserved(f64),
    /// Waits before the next attempt.
    Paused,
    /// Sent at that moment, with this offset of the clock.
    Sent {
        moment: f64,
        offset_ms: f64,
    },
    Over,
}

impl Attempts {
    pub(crate) fn new(plan: Plan) -> Self {
        Self {
            deadline_ms: f64::NAN,
            retries_left: plan.retries,
            may_correct_clock: plan.retries > 0 && plan.repeatable != Repeatable::Never,
            correction_ms: None,
            count: 0,
            state: State::New,
            plan,
        }
    }

    /// The next action; `random` is in 0..1.
    ///
    /// # Errors
    /// The call has failed. Nothing that it reserved is left.
    pub(crate) fn next(&mut self, shared: &mut Shared, event: Event, now: Now, random: f64) -> Result<Action, Error> {
        let state = core::mem::replace(&mut self.state, State::Over);
        if matches!(state, State::New) {
            self.deadline_ms = now.steady_ms + self.plan.timeout_ms;
        }
        let action = match (event, state) {
            (Event::Aborted { is_timeout }, state) => {
                if let State::Reserved(moment) = state {
                    shared.release(moment);
                }
                Err(if is_timeout { timeout() } else { aborted() })
            }
            (Event::Ended(outcome), State::Sent { offset_ms, .. }) => {
                self.conclude(shared, outcome, offset_ms, now, random)
            }
            (Event::Impossible(error), state) => {
                self.count -= u32::from(matches!(state, State::Sent { .. }));
                if let State::Reserved(moment) | State::Sent { moment, .. } = state {
                    shared.release(moment);
                }
                Err(error)
            }
            (Event::Ready, State::Reserved(moment)) => self.send(shared, moment, now),
            (Event::Ready, State::New | State::Paused) => self.reserve(shared, now),
            _ => Err(Error::new(ErrorKind::Internal, "the call is over")),
        };
        action.map_err(|error| error.with(|error| error.attempts = self.count))
    }

    #[cfg(test)]
    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    /// Sends as soon as the rate limit has room.
    fn reserve(&mut self, shared: &mut Shared, now: Now) -> Result<Action, Error> {
        let steady_ms = now.steady_ms;
        if steady_ms >= self.deadline_ms {
            return Err(timeout());
        }
        let window = shared.window.as_mut();
        match window.map_or(Ok(steady_ms), |window| window.reserve(steady_ms, self.deadline_ms)) {
            Ok(moment) if moment > steady_ms => {
                self.state = State::Reserved(moment);
                Ok(Action::Wait(moment - steady_ms))
            }
            Ok(moment) => self.send(shared, moment, now),
            Err(moment) => {
                let message = "the client's rate limit leaves no room before the deadline";
                Err(Error::new(ErrorKind::RateLimited, message)
                    .with(|error| error.retry_after_ms = Some((moment - steady_ms) as u64)))
            }
        }
    }

    fn send(&mut self, shared: &mut Shared, moment: f64, now: Now) -> Result<Action, Error> {
        let left_ms = self.deadline_ms - now.steady_ms;
        let offset_ms = self.correction_ms.unwrap_or(shared.offset_ms);
        let signable = if left_ms > 0.0 { signable(now.wall_ms + offset_ms) } else { Err(timeout()) };
        let timestamp_ms = signable.inspect_err(|_| shared.release(moment))?;
        self.count += 1;
        self.state = State::Sent { moment, offset_ms };
        // Half of what is left while others may follow, all of it for the last.
        let is_last = self.retries_left == 0 || self.plan.repeatable != Repeatable::Always;
        Ok(Action::Send { timestamp_ms, ms: if is_last { left_ms } else { left_ms / 2.0 } })
    }

    /// The end of an attempt, and of the call unless another follows.
    fn conclude(
        &mut self,
        shared: &mut Shared,
        outcome: Outcome,
        offset_ms: f64,
        now: Now,
        random: f64,
    ) -> Result<Action, Error> {
        let Err(error) = outcome.result else {
            if self.correction_ms.is_some() {
                shared.offset_ms = offset_ms;
            }
            return Ok(Action::Done);
        };
        if error.kind == ErrorKind::InvalidTimestamp {
            return match outcome.date_ms.map(|date_ms| date_ms - now.wall_ms) {
                Some(news) if news.abs() > LARGEST_CORRECTION_MS => {
                    Err(error.with(|error| error.message = clock_message(&error.message)))
                }
                // The header counts in seconds: less than two say nothing.
                Some(news) if (news - offset_ms).abs() >= 2_000.0 => self.correct(shared, error, news, now),
                _ => Err(error),
            };
        }
        let error = error.with(|error| error.retry_after_ms = outcome.retry_after_ms.map(|ms| ms as u64));
        let is_undone = outcome.was_not_sent || error.kind == ErrorKind::RateLimited;
        let may_repeat = match self.plan.repeatable {
            Repeatable::Always => true,
            Repeatable::IfUndone => is_undone,
            Repeatable::Never => false,
        };
        let wait_ms = f64::max(back_off_ms(error.kind, self.count, random), outcome.retry_after_ms.unwrap_or_default());
        let has_time = now.steady_ms + wait_ms < self.deadline_ms;
        if !error.retryable || !may_repeat || self.retries_left == 0 || !has_time {
            return Err(error);
        }
        self.retries_left -= 1;
        self.state = State::Paused;
        Ok(Action::Wait(wait_ms))
    }

    /// A refused timestamp has done nothing, so every call may be sent again with a better one; once.
    fn correct(&mut self, shared: &mut Shared, error: Error, news: f64, now: Now) -> Result<Action, Error> {
        if !core::mem::take(&mut self.may_correct_clock) || now.steady_ms >= self.deadline_ms {
            return Err(error);
        }
        self.correction_ms = Some(news);
        self.reserve(shared, now)
    }
}

/// How long to wait before the next attempt: exponential with full jitter.
fn back_off_ms(kind: ErrorKind, attempts: u32, random: f64) -> f64 {
    // Whoever is too fast needs more time to slow down.
    let first = if kind == ErrorKind::RateLimited { 1_000.0 } else { 200.0 };
    let exponent = attempts.saturating_sub(1).min(10);
    random * f64::min(first * f64::from(1_u32 << exponent), LONGEST_WAIT_MS)
}

pub(crate) fn timeout() -> Error {
    Error::new(ErrorKind::Timeout, "no answer before the deadline")
}

fn aborted() -> Error {
    Error::new(ErrorKind::Aborted, "the caller aborted the call")
}

fn signable(timestamp_ms: f64) -> Result<u64, Error> {
    if TIMESTAMPS_MS.contains(&timestamp_ms) {
        return Ok(timestamp_ms as u64);
    }
    let message = "this host's clock shows a time before September 2001, or after 2286";
    Err(Error::new(ErrorKind::InvalidTimestamp, message))
}

fn clock_message(message: &str) -> alloc::boxed::Box<str> {
    [message, " (this host's clock is more than 26 hours off POLYV's)"].concat().into()
}

#[cfg(test)]
mod tests;
