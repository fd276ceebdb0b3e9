//! Stays below POLYV's ceiling: 1500 calls in 10 s from one address, or it blocks that address for 5 minutes.

use std::collections::VecDeque;

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

/// The calls of the last window, so that no window, wherever it starts, holds more than the limit.
#[derive(Debug)]
pub(crate) struct SlidingWindow {
    limit: RateLimit,
    /// When calls were or will be sent, in order; never more than the limit.
    sent: VecDeque<f64>,
}

impl SlidingWindow {
    pub(crate) fn new(limit: RateLimit) -> Self {
        Self {
            limit,
            sent: VecDeque::new(),
        }
    }

    /// Takes the next free moment, at or after `now`, and so in the order of asking.
    ///
    /// # Errors
    /// The moment, left free, when it is later than `latest`.
    pub(crate) fn reserve(&mut self, now: f64, latest: f64) -> Result<f64, f64> {
        let is_full = self.sent.len() >= self.limit.calls as usize;
        let oldest = if is_full { self.sent.front() } else { None };
        let moment = oldest.map_or(now, |oldest| f64::max(now, oldest + self.limit.window_ms));
        if moment > latest {
            return Err(moment);
        }
        if is_full {
            self.sent.pop_front();
        }
        self.sent.push_back(moment);
        Ok(moment)
    }
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn calls_beyond_the_budget_wait_in_order() {
        let mut window = SlidingWindow::new(RateLimit {
            calls: 2,
            window_ms: 1_000.0,
        });
        let moments: Vec<_> = (0..5).map(|_| window.reserve(100.0, f64::MAX)).collect();
        assert_eq!(moments, [Ok(100.0), Ok(100.0), Ok(1_100.0), Ok(1_100.0), Ok(2_100.0)]);
    }

    #[test]
    fn a_call_that_would_wait_too_long_takes_nothing() {
        let mut window = SlidingWindow::new(RateLimit {
            calls: 1,
            window_ms: 1_000.0,
        });
        assert_eq!(window.reserve(0.0, 500.0), Ok(0.0));
        assert_eq!(window.reserve(0.0, 500.0), Err(1_000.0));
        assert_eq!(window.reserve(600.0, 1_100.0), Ok(1_000.0));
    }

    proptest! {
        #[test]
        fn no_window_holds_more_than_the_limit(calls in 1_u32..20, gaps in prop::collection::vec(0_u32..300, 1..200)) {
            let mut window = SlidingWindow::new(RateLimit { calls, window_ms: 1_000.0 });
            let mut now = 0.0;
            let mut sent: Vec<f64> = Vec::new();
            for gap in gaps {
                now += f64::from(gap);
                sent.extend(window.reserve(now, now + 5_000.0).ok());
            }
            prop_assert!(sent.is_sorted());
            for pair in sent.windows(calls as usize + 1) {
                prop_assert!(pair[calls as usize] - pair[0] >= 1_000.0);
            }
        }
    }
}
