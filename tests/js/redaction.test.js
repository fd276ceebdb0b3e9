// No secret, signature, password or push key shows in any error, hook, client or output, in whatever way one looks.
// @ts-check
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, test } from "node:test";
import { inspect, promisify } from "node:util";
import * as edge from "polyv-edge/edge";
import { messages } from "polyv-edge/messages";
import { provokeAll, ROLE_SECRETS } from "./support/all-kinds.js";
import { emulator } from "./support/client.js";
import { ACCOUNT, CHANNEL, clientOf, each, VIEWER } from "./support/edge.js";

const { PolyvClient, PolyvError } = edge;
/** All but `internal`, which only a bug of the package itself can cause, and `unverified`, of what comes in. */
const KINDS = Object.keys(messages("en")).filter((kind) => kind !== "internal" && kind !== "unverified");

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
  texts.push(JSON.stringify(value) ?? "", inspect(value, { showHidden: true, depth: Infinity, getters: true }));
  return texts.join("\n");
}

/** @param {unknown} value */
function assertClean(value) {
  const text = textsIn(value);
  const { appSecret, requests } = emulator;
  const signs = requests.flatMap(({ query, body }) => [query.sign, new URLSearchParams(body).get("sign")]);
  for (const secret of [
    ...[appSecret, encodeURIComponent(appSecret), Buffer.from(appSecret).toString("base64")],
    ...[...Object.values(ROLE_SECRETS), "auth_key", "sign=", "timestamp=", "rtmp:"],
    ...signs.filter((sign) => typeof sign === "string").flatMap((sign) => [sign, sign.toLowerCase()]),
  ]) {
    assert.ok(!text.includes(secret), `shows ${secret}`);
  }
  // Any signature at all: 32 or 64 hexadecimal digits in a row, in capitals as POLYV wants them.
  assert.doesNotMatch(text, /\b(?:[0-9A-F]{32}|[0-9A-F]{64})\b/);
}

describe("errors", () => {
  for (const options of /** @type {const} */ ([{}, { signatureMethod: "SHA256" }, { nonce: true }])) {
    test(`of every kind, ${JSON.stringify(options)}`, async () => {
      const failures = await provokeAll(emulator, options);
      assert.deepEqual([...new Set(failures.map(({ kind }) => kind))].sort(), KINDS.sort(), "every kind is here");
      await each(
        failures.map(({ name, ...failure }) => [name, failure]),
        ({ kind, error }) => {
          assert.ok(error instanceof PolyvError, `${error}`);
          assert.equal(error.kind, kind);
          assertClean(error);
        },
      );
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
    for (const leak of leaks) assert.throws(() => assertClean(leak));
  });
});

test("a client shows nothing of its options, nor do its calls, its class and the module", async () => {
  const client = clientOf(emulator, { nonce: true });
  const calls = [client.getViewer({ viewerUnionId: VIEWER }), client.listViewers(), client.getViewers([VIEWER])];
  for (const value of [client, edge, PolyvClient, ...calls]) assertClean(value);
  await Promise.all(calls);
  assertClean(client);
  client.dispose();
  assertClean(client);
  assert.throws(() => client.signedUrl("GET /x"), PolyvError);
});

test("hooks see no credential, whatever happens", async () => {
  /** @type {unknown[]} */
  const events = [];
  const hook = (/** @type {unknown} */ event) => events.push(event);
  const hooks = { onAttempt: hook, onCall: hook };
  await provokeAll(emulator, { ...hooks, retries: 1 });
  await clientOf(emulator, hooks).getChannelAccount({ channelId: CHANNEL, account: ACCOUNT });
  assert.ok(events.length > 60);
  await each(
    events.map((event) => [JSON.stringify(event), event]),
    assertClean,
  );
});

test("a process in which everything fails writes nothing of its own", async () => {
  const { url, appId, appSecret } = emulator;
  const script = `
    import { provokeAll } from "./tests/js/support/all-kinds.js";
    await provokeAll(${JSON.stringify({ url, appId, appSecret })}, { retries: 1 });`;
  const cwd = new URL("../../", import.meta.url);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
    cwd,
  });
  assert.equal(stdout + stderr, "");
});
