// No secret, signature, password or push key shows in any error, hook or output, in whatever way one looks.
// @ts-check
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { inspect } from "node:util";
import { PolyvError } from "polyv-edge/edge";
import { startEmulator } from "../../emulator/index.js";
import { provokeAll, ROLE_SECRETS } from "./support/all-kinds.js";
import { ACCOUNT, CHANNEL, clientOf, withEmulator } from "./support/edge.js";

const VARIANTS = [{}, { signatureMethod: "SHA256" }, { nonce: true }];
/** All but `internal`, which only a bug of the package itself can cause, and `unverified`, of what comes in. */
const KINDS = [
  ...[
    "invalid_argument",
    "unauthorized",
    "invalid_signature",
    "invalid_timestamp",
    "forbidden",
    "not_found",
    "conflict",
  ],
  ...["validation", "rate_limited", "server", "invalid_response", "network", "timeout", "aborted"],
];

/** @type {import("./support/edge.js").Emulator} */
let emulator;
/** @type {string[]} Every signature that was ever sent. */
const signatures = [];

before(async () => {
  emulator = await startEmulator();
});
after(() => emulator.close());

/** Remembers the signatures of what custom fetches see, which never reach the emulator. */
function watchSignatures() {
  for (const { query, body } of emulator.requests) {
    for (const sign of [query.sign, new URLSearchParams(body).get("sign")]) if (sign) signatures.push(sign);
  }
}

/** Every text that can be reached from a value: own and inherited, hidden, symbols, getters, causes. @param {unknown} value */
function textsIn(value) {
  /** @type {Set<unknown>} */
  const seen = new Set();
  /** @type {string[]} */
  const texts = [];
  /** @param {unknown} item */
  const walk = (item) => {
    if (typeof item === "string") texts.push(item);
    if ((typeof item !== "object" && typeof item !== "function") || item === null || seen.has(item)) return;
    seen.add(item);
    for (let at = item; at && at !== Object.prototype && at !== Function.prototype; at = Object.getPrototypeOf(at)) {
      for (const key of Reflect.ownKeys(at)) {
        texts.push(String(key));
        try {
          walk(Reflect.get(at, key, item));
        } catch {
          // `caller` and its like.
        }
      }
    }
  };
  walk(value);
  texts.push(String(value), JSON.stringify(value) ?? "");
  texts.push(inspect(value, { showHidden: true, depth: Number.POSITIVE_INFINITY, getters: true }));
  return texts.join("\n");
}

/** @param {string} text @param {string} where */
function assertClean(text, where) {
  const { appSecret } = emulator;
  const forbidden = [
    ...[appSecret, encodeURIComponent(appSecret), Buffer.from(appSecret).toString("base64")],
    ...[...Object.values(ROLE_SECRETS), "auth_key", "sign=", "timestamp=", "rtmp:"],
    ...signatures,
    ...signatures.map((sign) => sign.toLowerCase()),
  ];
  for (const secret of forbidden) assert.ok(!text.includes(secret), `${where} shows ${secret}`);
  // Any signature at all: 32 or 64 hexadecimal digits in a row, in capitals as POLYV wants them.
  assert.doesNotMatch(text, /\b(?:[0-9A-F]{32}|[0-9A-F]{64})\b/, where);
}

describe("errors", () => {
  for (const options of VARIANTS) {
    test(`of every kind, ${JSON.stringify(options)}`, async () => {
      const failures = await provokeAll(emulator, /** @type {any} */ (options));
      watchSignatures();
      assert.deepEqual([...new Set(failures.map(({ kind }) => kind))].sort(), [...KINDS].sort(), "every kind is here");
      const problems = failures.flatMap(({ name, kind, error }) => {
        try {
          assert.ok(error instanceof PolyvError, `${name}: ${error}`);
          assert.equal(error.kind, kind, name);
          assertClean(textsIn(error), name);
          return [];
        } catch (problem) {
          return [/** @type {Error} */ (problem).message];
        }
      });
      assert.deepEqual(problems, []);
    });
  }

  test("the check itself would find a secret, wherever it is", () => {
    const sign = "0D2BDA2FD04D93A2B8832B91FD973C4D";
    const leaks = [
      new Error(emulator.appSecret),
      new Error("x", { cause: new Error("y", { cause: { deep: [ROLE_SECRETS.pushKey] } }) }),
      Object.assign(new Error("x"), { url: `?sign=${sign}` }),
      Object.defineProperty(new Error("x"), "hidden", { value: sign, enumerable: false }),
      Object.assign(new Error("x"), { [Symbol("s")]: ROLE_SECRETS.passwd }),
      Object.setPrototypeOf(new Error("x"), Object.create(Error.prototype, { far: { get: () => emulator.appSecret } })),
    ];
    for (const leak of leaks) assert.throws(() => assertClean(textsIn(leak), "a leak"));
  });
});

describe("a client", () => {
  test("shows nothing of its options, by any way of looking", async () => {
    const client = clientOf(emulator, { nonce: true });
    const calls = [client.getViewer({ viewerUnionId: "fault:bom" }), client.listViewers()];
    for (const value of [client, ...calls]) assertClean(textsIn(value), "the client or a call");
    await Promise.all(calls);
    assertClean(textsIn(client), "the client after a call");
    client.dispose();
    assertClean(textsIn(client), "the client after dispose");
  });
});

describe("hooks", () => {
  test("see no credential, whatever happens", async () => {
    /** @type {unknown[]} */
    const events = [];
    const hook = (/** @type {unknown} */ event) => events.push(event);
    await provokeAll(emulator, { onAttempt: hook, onCall: hook, retries: 1 });
    await clientOf(emulator, { onAttempt: hook, onCall: hook }).getChannelAccount({
      channelId: CHANNEL,
      account: ACCOUNT,
    });
    watchSignatures();
    assert.ok(events.length > 60);
    const problems = events.flatMap((event) => {
      try {
        assertClean(textsIn(event), JSON.stringify(event));
        return [];
      } catch (problem) {
        return [/** @type {Error} */ (problem).message];
      }
    });
    assert.deepEqual(problems, []);
  });
});

describe("output", () => {
  test("there is none: a process in which everything fails writes nothing of its own", () =>
    withEmulator(async ({ url, appId, appSecret }) => {
      const script = `
        import { provokeAll } from "./tests/js/support/all-kinds.js";
        const failures = await provokeAll(${JSON.stringify({ url, appId, appSecret })}, { retries: 1 });
        process.exitCode = failures.length > 30 ? 0 : 1;`;
      const root = new URL("../../", import.meta.url);
      const child = spawn(process.execPath, ["--input-type=module", "-e", script], { cwd: root });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (data) => {
          output += data;
        });
      }
      const code = await new Promise((resolve) => child.on("close", resolve));
      assert.deepEqual([output, code], ["", 0]);
    }));
});
