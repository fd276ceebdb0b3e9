//! Stays below POLYV's ceiling: 1500 calls in 10 s from one address, or it blocks that address for 5 minutes.

use alloc::vec::Vec;

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
        Self { calls: 1_400, window_ms: 12_000.0 }
    }
}

/// When the calls of the last window were or will be sent, so that no window, wherever it starts, holds more than the
/// limit. All times are of a clock that never steps back.
#[derive(Debug)]
pub(crate) struct SlidingWindow {
    limit: RateLimit,
    /// In order.
    moments: Vec<f64>,
    /// Moments that their calls gave back, in order, and that others may take.
    released: Vec<f64>,
}

impl SlidingWindow {
    pub(crate) fn new(limit: RateLimit) -> Self {
        Self { limit, moments: Vec::new(), released: Vec::new() }
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
        // Where earlier moments passed unused, later ones may be taken already.
        let place = self.moments.partition_point(|other| *other <= moment);
        self.moments.insert(place, moment);
        Ok(moment)
    }

    /// Gives a moment back at which nothing was sent.
    pub(crate) fn release(&mut self, moment: f64) {
        let place = self.released.iter().position(|other| *other > moment);
        self.released.insert(place.unwrap_or(self.released.len()), moment);
        // What lies at the end was never taken.
        while self.released.last().is_some() && self.released.last() == self.moments.last() {
            self.released.pop();
            self.moments.pop();
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
        let window_ms = self.limit.window_ms;
        let past = self.moments.partition_point(|moment| moment + window_ms <= now);
        self.moments.drain(..past);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn window(calls: u32) -> SlidingWindow {
        SlidingWindow::new(RateLimit { calls, window_ms: 10.0 })
    }

    #[test]
    fn those_who_leave_together_leave_the_window_as_it_was() {
        let mut window = window(3);
        let taken = [[0.0; 2].as_slice(), &[1.0; 1_000]].concat();
        let taken: Vec<f64> = taken.into_iter().map(|now| window.reserve(now, f64::INFINITY).unwrap()).collect();
        let waiting = &taken[2..];
        for moment in waiting.iter().step_by(2).chain(waiting.iter().skip(1).step_by(2)) {
            window.release(*moment);
        }
        assert!(window.released.is_empty() && window.moments == [0.0, 0.0]);
        assert_eq!([(); 2].map(|()| window.reserve(1.0, 10.0)), [Ok(1.0), Ok(10.0)]);
    }

    #[cfg(not(target_family = "wasm"))]
    use proptest::prelude::*;
    #[cfg(not(target_family = "wasm"))]
    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Against a list of all moments that were kept: no window holds more than the limit, and who comes when the
        /// list has room at once, and for as long as any window reaches, waits for nobody.
        #[test]
        fn no_window_holds_more_than_the_limit(
            calls in 1..4_u32,
            steps in prop::collection::vec(
                (0..6_u8, 0..3_usize, any::<usize>(), prop::sample::select(vec![0.0, 9.0, 1e9])),
                1..120,
            ),
        ) {
            let mut window = window(calls);
            let (mut now, mut kept) = (0.0, Vec::<f64>::new());
            for (pass, action, pick, patience) in steps {
                now += if action == 2 { f64::from(pass) } else { 0.0 };
                let waiting: Vec<usize> = (0..kept.len()).filter(|index| kept[*index] > now).collect();
                if action == 1 && !waiting.is_empty() {
                    window.release(kept.remove(waiting[pick % waiting.len()]));
                    continue;
                }
                let near = kept.iter().filter(|moment| (**moment - now).abs() < 10.0).count();
                let is_free = near < calls as usize && waiting.is_empty();
                let reserved = window.reserve(now, now + patience);
                let (Ok(moment) | Err(moment)) = reserved;
                prop_assert!(moment >= now && (moment == now || !is_free), "{moment} at {now}: {kept:?}");
                prop_assert_eq!(reserved.is_ok(), moment <= now + patience);
                // A moment too late stays free.
                kept.extend(reserved);
                kept.sort_by(f64::total_cmp);
                for group in kept.windows(calls as usize + 1) {
                    prop_assert!(group[calls as usize] - group[0] >= 10.0, "at {now}: {group:?}");
                }
            }
        }
    }
}
