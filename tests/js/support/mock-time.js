// Time that passes when a test says so: node:test's mock timers, and `performance.now()` with them.
// @ts-check

/**
 * @param {import("node:test").TestContext} t
 * @returns {(ms: number) => Promise<void>} passes that time, and lets what waits for it react
 */
export function mockTime({ mock }) {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_700_000_000_000 });
  mock.method(performance, "now", () => Date.now());
  return async (ms) => {
    await react();
    for (let passed = 0; passed < ms; passed++) {
      mock.timers.tick(1);
      await react();
    }
  };
}

const react = () => new Promise((resolve) => setImmediate(resolve));
