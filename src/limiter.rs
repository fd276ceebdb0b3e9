//! Stays below POLYV's ceiling: 1500 calls in 10 s from one address, or it blocks that address for 5 minutes.

use alloc::{collections::VecDeque, vec::Vec};

/// A budget of calls in any window of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateLimit {
    /// Calls in each window.
    pub calls: u32,
    /// Length of the window in milliseconds.
    pub window_ms: f64,
}

impl Default for RateLimit {
    /// A little less than the ceiling in a longer window: on their way to POLYV, calls bunch up.
    fn default() -> Self {
        Self {
            calls: 1_400,
            window_ms: 12_000.0,
        }
    }
}

/// When the calls of the last window were or will be sent, so that no window, wherever it starts, holds more than the
/// limit. All times are of a clock that never steps back.
#[derive(Debug)]
pub(crate) struct SlidingWindow {
    limit: RateLimit,
    /// In order.
    moments: VecDeque<f64>,
    /// Moments that their calls gave back, in order, and that others may take.
    released: Vec<f64>,
}

impl SlidingWindow {
    pub(crate) fn new(limit: RateLimit) -> Self {
        Self {
            limit,
            moments: VecDeque::new(),
            released: Vec::new(),
        }
    }

    /// Takes the next free moment at or after `now`.
    ///
    /// # Errors
    /// The moment, left free, when it is later than `latest`.
    pub(crate) fn reserve(&mut self, now: f64, latest: f64) -> Result<f64, f64> {
        self.forget(now);
        if let Some(moment) = self.released.first().copied() {
            if moment > latest {
                return Err(moment);
            }
            self.released.remove(0);
            return Ok(moment);
        }
        let before = self.moments.len().checked_sub(self.limit.calls as usize);
        let full = before.and_then(|index| self.moments.get(index));
        let moment = full.map_or(now, |moment| f64::max(now, moment + self.limit.window_ms));
        if moment > latest {
            return Err(moment);
        }
        self.moments.push_back(moment);
        Ok(moment)
    }

    /// Gives a moment back at which nothing was sent.
    pub(crate) fn release(&mut self, moment: f64) {
        let place = self.released.iter().position(|other| *other > moment);
        self.released.insert(place.unwrap_or(self.released.len()), moment);
        // What lies at the end was never taken.
        while self.released.last().is_some() && self.released.last() == self.moments.back() {
            self.released.pop();
            self.moments.pop_back();
        }
    }

    /// Drops what no window from now on holds, and moments that passed unused.
    fn forget(&mut self, now: f64) {
        while let Some(moment) = self.released.first().copied().filter(|moment| *moment < now) {
            self.released.remove(0);
            if let Some(place) = self.moments.iter().position(|other| *other == moment) {
                self.moments.remove(place);
            }
        }
        let is_past = |moment: &f64| moment + self.limit.window_ms <= now;
        while self.moments.front().is_some_and(is_past) {
            self.moments.pop_front();
        }
    }
}
