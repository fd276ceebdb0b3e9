// The secret, the signature and the signed URL show in nothing that one prints, stores or sends: not in the client, not in
// the module, not in an error, whoever made it.
// @ts-check
import assert from "node:assert/strict";
import { Console } from "node:console";
import { join } from "node:path";
import { Writable } from "node:stream";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { startEmulator } from "../../emulator/index.js";
import { pkgDir } from "../hosts/support/files.js";

/** @type {typeof import("../../pkg-template/dist/edge.js")} */
const edge = await import(pathToFileURL(join(pkgDir, "dist/edge.node.js")).href);
const { PolyvClient, PolyvError } = edge;

const SECRET = "never-show-this-0123456789abcdef";
/** The secret, a signature of either hash, or the name it travels under. */
const LEAK = new RegExp(`${SECRET}|[0-9A-F]{32}|sign=`);
const EVERYTHING = { showHidden: true, depth: Infinity, getters: true };

/** Every way in which a value becomes text. @param {any} value @returns {Record<string, string>} */
function shown(value) {
  let logged = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      logged += chunk;
      done();
    },
  });
  const own = new Console(stream);
  own.log(value, "%o %O %j", value, value, value);
  own.error(value);
  own.dir(value, EVERYTHING);
  own.table([value]);
  return {
    inspect: inspect(value, EVERYTHING),
    console: logged,
    json: JSON.stringify(value) ?? "",
    jsonOfAll: JSON.stringify(value, Object.getOwnPropertyNames(value)) ?? "",
    text: textOf(value),
    clone: cloneOf(value),
    enumerated: enumerate(value),
    properties: properties(value),
    spread: inspect({ ...value }, EVERYTHING),
  };
}

/** @param {any} value */
function textOf(value) {
  try {
    return `${value}`;
  } catch (error) {
    // A module namespace has no text.
    return String(error);
  }
}

/** @param {any} value */
function cloneOf(value) {
  try {
    return inspect(structuredClone(value), EVERYTHING);
  } catch (error) {
    return String(error);
  }
}

/** @param {any} value */
function enumerate(value) {
  const found = [];
  for (const name in value) found.push(name, String(value[name]));
  return found.join(" ");
}

/** Every own property of the value and of all its prototypes, symbols too. @param {any} value */
function properties(value) {
  const found = [];
  for (let object = value; object !== null && object !== undefined; object = Object.getPrototypeOf(object)) {
    for (const name of Reflect.ownKeys(object)) {
      let content;
      try {
        content = inspect(Reflect.get(object, name, value), EVERYTHING);
      } catch (error) {
        content = String(error);
      }
      found.push(`${String(name)}: ${content}`);
    }
  }
  return found.join("\n");
}

/** @param {any} value */
function assertShowsNothing(value) {
  for (const [way, text] of Object.entries(shown(value))) {
    assert.doesNotMatch(text, LEAK, `leaks through ${way}`);
  }
}

describe("nothing shows the secret", () => {
  /** @type {Awaited<ReturnType<typeof startEmulator>>} */
  let emulator;
  before(async () => {
    emulator = await startEmulator({ appSecret: SECRET });
  });
  after(() => emulator.close());

  /** @param {object} [options] */
  const clientWith = (options) =>
    new PolyvClient({ appId: emulator.appId, appSecret: SECRET, baseUrl: emulator.url, ...options });
  /** @param {Promise<unknown>} call @returns {Promise<any>} */
  const failureOf = (call) =>
    call.then(
      () => assert.fail("the call must fail"),
      (error) => error,
    );

  test("the check itself sees a leak", () => {
    assert.throws(() => assertShowsNothing({ hidden: { deep: SECRET } }), /leaks through/);
    assert.throws(
      () => assertShowsNothing(new Error(`https://api.polyv.net/?sign=${"A".repeat(32)}`)),
      /leaks through/,
    );
  });

  test("the client, before, during and after a call", async () => {
    const client = clientWith();
    assertShowsNothing(client);
    const call = client.getViewer({ viewerUnionId: "2_v378gn997yovtl3p8h77db9e224t6hg9" });
    assertShowsNothing(client);
    assertShowsNothing(call);
    await call;
    assertShowsNothing(client);
  });

  test("the module and its classes", () => {
    clientWith();
    assertShowsNothing(edge);
    assertShowsNothing(PolyvClient);
    assertShowsNothing(PolyvError);
  });

  const failures = /** @type {Record<string, () => Promise<unknown>>} */ ({
    invalid_argument: () => clientWith().request(/** @type {any} */ ("GET no-slash")),
    invalid_signature: () => clientWith({ appSecret: `${SECRET}x` }).getViewer({ viewerUnionId: "a" }),
    not_found: () => clientWith().getViewer({ viewerUnionId: "nobody" }),
    network: () => clientWith({ baseUrl: "http://127.0.0.1:1", retries: 0 }).getViewer({ viewerUnionId: "a" }),
    timeout: () => clientWith({ timeoutMs: 20, fetch: () => new Promise(() => {}) }).getViewer({ viewerUnionId: "a" }),
    aborted: () => clientWith().getViewer({ viewerUnionId: "a" }, { signal: AbortSignal.abort() }),
  });
  for (const [kind, fail] of Object.entries(failures)) {
    test(`an error of kind ${kind}`, async () => {
      const error = await failureOf(fail());
      assert.ok(error instanceof PolyvError, inspect(error));
      assert.equal(error.kind, kind);
      assertShowsNothing(error);
    });
  }

  // What a fetch of the user's own says in its errors is out of anybody's hands: it must not be passed on.
  for (const [name, fetch] of Object.entries({
    "throws with the URL in its message": (/** @type {string} */ url) => {
      throw new Error(`no way to ${url}`);
    },
    "rejects with the URL in its cause": (/** @type {string} */ url) =>
      Promise.reject(new TypeError("fetch failed", { cause: new Error(url) })),
    "rejects with the URL itself": (/** @type {string} */ url) => Promise.reject(url),
    "answers with what is no response": (/** @type {string} */ url) => Promise.resolve({ url }),
    "answers with a page that repeats the URL": async (/** @type {string} */ url) =>
      new Response(`<html>${url}</html>`),
    "answers with an error that repeats the URL": async (/** @type {string} */ url) =>
      Response.json({ code: 400, status: "error", message: `bad request ${url}`, data: "" }, { status: 400 }),
  })) {
    test(`an error where fetch ${name}`, async () => {
      const client = clientWith({ retries: 0, fetch: /** @type {any} */ (fetch) });
      const error = await failureOf(client.getViewer({ viewerUnionId: "a" }));
      assert.ok(error instanceof PolyvError, inspect(error));
      assertShowsNothing(error);
    });
  }

  test("the events of onAttempt and onCall, and the results of a batch", async () => {
    /** @type {unknown[]} */
    const events = [];
    const tell = (/** @type {unknown} */ event) => events.push(event);
    const client = clientWith({ onAttempt: tell, onCall: tell });
    const results = await client.getViewers(["2_v378gn997yovtl3p8h77db9e224t6hg9", "nobody"]);
    assert.equal(events.length, 4);
    assert.ok(results[1] instanceof PolyvError);
    for (const value of [...events, results]) assertShowsNothing(value);
  });

  test("a client that was disposed of", () => {
    const client = clientWith();
    client.dispose();
    assertShowsNothing(client);
    assert.throws(
      () => client.signedUrl("GET /live/a"),
      (error) => {
        assertShowsNothing(error);
        return true;
      },
    );
  });

  test("an error of the constructor", () => {
    for (const options of [{ appId: "" }, { baseUrl: "ftp://x" }, { signatureMethod: "SHA1" }, { timeoutMs: -1 }]) {
      assert.throws(
        () => clientWith(options),
        (error) => {
          assert.ok(error instanceof PolyvError, inspect(error));
          assertShowsNothing(error);
          return true;
        },
      );
    }
  });
});
