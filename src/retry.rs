//! When to try again, and how long to wait before.

use crate::{Error, ErrorKind};

/// Retries of a call that is safe to repeat, unless told otherwise.
pub(crate) const DEFAULT_RETRIES: u32 = 2;

/// No wait is longer than this, but for one that POLYV asks for.
const LONGEST_WAIT_MS: f64 = 5_000.0;

/// How long to wait before the next attempt, in milliseconds: exponential with full jitter (`random` is in 0..1), or
/// what `Retry-After` asked for.
pub(crate) fn wait_ms(error: &Error, attempts: u32, random: f64) -> f64 {
    if let Some(retry_after_ms) = error.retry_after_ms {
        return f64::from(retry_after_ms);
    }
    // Calls that come too fast need longer to become slower.
    let first = if error.kind == ErrorKind::RateLimited {
        1_000.0
    } else {
        200.0
    };
    let exponent = attempts.saturating_sub(1).min(10);
    random * f64::min(first * f64::from(1_u32 << exponent), LONGEST_WAIT_MS)
}

/// The time that one attempt may take: half of what is left while others may follow, all of it for the last.
pub(crate) fn attempt_ms(left_ms: f64, is_last: bool) -> f64 {
    if is_last { left_ms } else { left_ms / 2.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_up_to_a_limit_and_random_spreads_them_from_zero() {
        let error = Error::new(ErrorKind::Server, "x");
        let longest: Vec<f64> = (1..=8).map(|attempts| wait_ms(&error, attempts, 1.0)).collect();
        assert_eq!(longest, [200.0, 400.0, 800.0, 1600.0, 3200.0, 5000.0, 5000.0, 5000.0]);
        assert_eq!(wait_ms(&error, 3, 0.0), 0.0);
        assert_eq!(wait_ms(&Error::new(ErrorKind::RateLimited, "x"), 1, 1.0), 1000.0);
    }

    #[test]
    fn retry_after_is_obeyed() {
        let error = Error::new(ErrorKind::Server, "x").with(|error| error.retry_after_ms = Some(7_000));
        assert_eq!(wait_ms(&error, 1, 0.5), 7_000.0);
    }

    #[test]
    fn the_last_attempt_gets_all_the_time_left() {
        assert_eq!(
            (attempt_ms(10_000.0, false), attempt_ms(10_000.0, true)),
            (5_000.0, 10_000.0)
        );
    }
}
