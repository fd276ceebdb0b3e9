// POLYV's answers drift: whatever a field becomes, nothing that arrived is lost, and nothing beside it suffers.
// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import * as browser from "polyv-edge";
import * as edge from "polyv-edge/edge";
import { SAMPLE_ACCOUNT } from "../../emulator/data/accounts.js";
import { SAMPLE_VIEWER } from "../../emulator/data/viewers.js";
import { launch, serve } from "../hosts/support/browser.js";
import { CHANGES, driftOfEnvelope, driftOfObject, driftOfRows } from "./support/drift.js";
import { scripted } from "./support/edge.js";

/** Both samples, and the declared fields that only live answers hold. */
const VIEWER = { ...SAMPLE_VIEWER, externalViewerId: "e-1", labels: [{ id: "1282", label: "老客户" }] };
const ROLE = { ...SAMPLE_ACCOUNT, channelId: "2149710", loginUrl: "https://a.example", channelSessionId: "s" };
const ENVELOPE = {
  ...{ code: 200, status: "success", message: "", requestId: "r-1", data: { a: 1 }, success: true },
  error: null,
};
/** By what each changes: an id that is none. */
const NO_ID = ["absent", "null", "empty text", "a float", "a boolean", "a list", "an object"];

/** @param {string[]} ids @param {string[]} [texts] Ids that can't have been a number. */
const expectedRefusals = (ids, texts = []) => [
  ...ids.flatMap((id) =>
    Object.keys(CHANGES)
      .filter((change) => NO_ID.includes(change))
      .map((change) => `${id}, ${change}`),
  ),
  ...texts.map((id) => `${id}, a number`),
];

/** @param {Record<"parseViewer" | "parseChannelAccount" | "parseResponse", (answer: any) => unknown>} build @param {any} lab */
function drift({ parseViewer, parseChannelAccount, parseResponse }, lab) {
  return {
    viewer: lab.driftOfObject(parseViewer, VIEWER, ["viewerUnionId"]),
    role: lab.driftOfObject(parseChannelAccount, ROLE, ["account", "channelId"]),
    envelope: lab.driftOfEnvelope(parseResponse, ENVELOPE),
  };
}

/** @param {any} outcome */
function assertSound({ viewer, role, envelope }) {
  assert.deepEqual([...viewer.problems, ...role.problems, ...envelope], []);
  assert.deepEqual(viewer.refused.sort(), expectedRefusals(["viewerUnionId"]).sort());
  // Beyond 2^53 an account arrives as text, whose digits nobody can vouch for.
  assert.deepEqual(role.refused.sort(), expectedRefusals(["account", "channelId"], ["account"]).sort());
  const changes = Object.keys(CHANGES).length;
  assert.deepEqual(
    [viewer.count, role.count],
    [VIEWER, ROLE].map((object) => Object.keys(object).length * changes),
  );
}

for (const [name, build] of Object.entries({ edge, browser })) {
  test(`every field of both answers, changed in every way, in Node, ${name} build`, () => {
    assertSound(drift(build, { driftOfObject, driftOfEnvelope }));
  });
}

test("every field of both answers, changed in every way, in Chromium", async () => {
  const folder = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
  const server = await serve({ "/dist/": folder("../../pkg/dist/"), "/support/": folder("./support/") });
  const chromium = await launch();
  try {
    const page = await chromium.newPage();
    await page.goto(`${server.url}/support/drift.js`);
    const outcome = await page.evaluate(
      async ({ VIEWER, ROLE, ENVELOPE }) => {
        const [library, lab] = ["/dist/index.web.js", "/support/drift.js"];
        const { ready, parseViewer, parseChannelAccount, parseResponse } = await import(library);
        const { driftOfObject, driftOfEnvelope } = await import(lab);
        await ready();
        return {
          viewer: driftOfObject(parseViewer, VIEWER, ["viewerUnionId"]),
          role: driftOfObject(parseChannelAccount, ROLE, ["account", "channelId"]),
          envelope: driftOfEnvelope(parseResponse, ENVELOPE),
        };
      },
      { VIEWER, ROLE, ENVELOPE },
    );
    assertSound(outcome);
  } finally {
    await chromium.close();
    await server.close();
  }
});

describe("every field of a row, changed in every way", () => {
  let body = "";
  const { client } = scripted(() => new Response(body));

  test("of a page of viewers", async () => {
    const { problems, count } = await driftOfRows(async (rows) => {
      body = `{"code":200,"data":{"contents":${rows},"totalPages":1}}`;
      const { contents, unusable } = /** @type {any} */ (await client.listViewers());
      return { items: contents, unusable };
    }, VIEWER);
    assert.deepEqual(problems, []);
    assert.ok(count > 250);
  });

  test("of a list of roles", async () => {
    const { problems, count } = await driftOfRows(async (rows) => {
      body = `{"code":200,"data":${rows}}`;
      const list = /** @type {any} */ (await client.listChannelAccounts({ channelId: 1 }));
      return { items: list, unusable: list.unusable };
    }, ROLE);
    assert.deepEqual(problems, []);
    assert.ok(count > 300);
  });
});

test("every field of a page, changed in every way, leaves its rows", async () => {
  const page = { pageNumber: 1, pageSize: 10, totalPages: 1, totalItems: 1, contents: [VIEWER] };
  for (const [name, usual] of Object.entries(page)) {
    for (const [change, json] of Object.entries(CHANGES)) {
      const { [name]: _, ...rest } = /** @type {Record<string, unknown>} */ (page);
      const text = JSON.stringify(rest).slice(0, -1);
      const data = json === undefined ? `${text}}` : `${text},"${name}":${json}}`;
      const { client } = scripted(() => new Response(`{"code":200,"data":${data}}`));
      const title = `${name}, ${change}`;
      if (name === "contents") {
        const isEmpty = ["absent", "null", "empty text"].includes(change);
        const answered = await client.listViewers().catch((error) => error.kind);
        if (isEmpty) assert.deepEqual(answered.contents, [], title);
        else if (change === "a list") assert.equal(answered.unusable.length, 2, title);
        else assert.equal(answered, "invalid_response", title);
        continue;
      }
      const { contents, unusable, ...fields } = /** @type {any} */ (await client.listViewers());
      assert.deepEqual(contents, [VIEWER], title);
      const isNumber = Number.isSafeInteger(fields[name]);
      const isAside = unusable?.length === 1 && unusable[0].field === name;
      const isNothing = json === undefined || json === "null";
      assert.ok(isNothing ? fields[name] == null && !unusable : isNumber !== isAside, title);
      assert.ok(typeof usual === "number");
    }
  }
});
