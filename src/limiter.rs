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

    fn take(window: &mut SlidingWindow, now: f64, count: usize) -> Vec<f64> {
        (0..count).map(|_| window.reserve(now, f64::INFINITY).unwrap()).collect()
    }

    #[test]
    fn moments_come_in_order_as_the_window_moves() {
        let mut window = window(2);
        assert_eq!(take(&mut window, 0.0, 5), [0.0, 0.0, 10.0, 10.0, 20.0]);
        assert_eq!(take(&mut window, 15.0, 2), [20.0, 30.0]);
        assert_eq!(take(&mut window, 100.0, 3), [100.0, 100.0, 110.0]);
    }

    #[test]
    fn a_moment_too_late_stays_free() {
        let mut window = window(1);
        assert_eq!(window.reserve(0.0, 5.0), Ok(0.0));
        for _ in 0..100 {
            assert_eq!(window.reserve(1.0, 5.0), Err(10.0));
        }
        assert_eq!(window.reserve(1.0, 10.0), Ok(10.0));
    }

    #[test]
    fn those_who_leave_together_leave_the_window_as_it_was() {
        let mut window = window(3);
        take(&mut window, 0.0, 2);
        let waiting = take(&mut window, 1.0, 1_000);
        for moment in waiting.iter().step_by(2).chain(waiting.iter().skip(1).step_by(2)) {
            window.release(*moment);
        }
        assert!(window.released.is_empty() && window.moments == [0.0, 0.0]);
        assert_eq!(take(&mut window, 1.0, 2), [1.0, 10.0]);
    }

    #[test]
    fn a_moment_given_back_goes_to_the_next_or_is_forgotten() {
        let mut window = window(2);
        assert_eq!(take(&mut window, 0.0, 6), [0.0, 0.0, 10.0, 10.0, 20.0, 20.0]);
        window.release(10.0);
        assert_eq!(take(&mut window, 5.0, 1), [10.0]);
        window.release(10.0);
        window.release(10.0);
        window.release(20.0);
        // The moments at 10 passed unused.
        assert_eq!(take(&mut window, 11.0, 3), [11.0, 21.0, 30.0]);
    }

    #[cfg(not(target_family = "wasm"))]
    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig {
            failure_persistence: None,
            ..proptest::prelude::ProptestConfig::default()
        })]

        /// Against a list of all moments that were kept: no window holds more than the limit, and who comes when the
        /// list has room at once, and for as long as any window reaches, waits for nobody.
        #[test]
        fn no_window_holds_more_than_the_limit(
            calls in 1..4_u32,
            steps in proptest::collection::vec((0..6_u8, 0..3_usize, proptest::prelude::any::<usize>()), 1..120),
        ) {
            use proptest::prelude::*;
            let mut window = window(calls);
            let (mut now, mut kept) = (0.0, Vec::<f64>::new());
            for (pass, action, pick) in steps {
                now += if action == 2 { f64::from(pass) } else { 0.0 };
                let waiting: Vec<usize> = (0..kept.len()).filter(|index| kept[*index] > now).collect();
                if action == 1 && !waiting.is_empty() {
                    window.release(kept.remove(waiting[pick % waiting.len()]));
                    continue;
                }
                let near = kept.iter().filter(|moment| (**moment - now).abs() < 10.0).count();
                let is_free = near < calls as usize && waiting.is_empty();
                let moment = window.reserve(now, f64::INFINITY).unwrap();
                prop_assert!(moment >= now && (moment == now || !is_free), "{moment} at {now}: {kept:?}");
                kept.push(moment);
                kept.sort_by(f64::total_cmp);
                for group in kept.windows(calls as usize + 1) {
                    prop_assert!(group[calls as usize] - group[0] >= 10.0, "at {now}: {group:?}");
                }
            }
        }
    }
}
