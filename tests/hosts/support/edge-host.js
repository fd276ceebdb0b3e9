// What a server host is asked to do: call the local POLYV through the client, and parse.
// @ts-check
import assert from "node:assert/strict";
import { createHash } from "node:crypto";

export { withEmulator } from "../../js/support/edge.js";

/** @param {{ url: string, appId: string, appSecret: string }} emulator */
export const environmentOf = ({ url, appId, appSecret }) => ({
  POLYV_BASE_URL: url,
  POLYV_APP_ID: appId,
  POLYV_APP_SECRET: appSecret,
});

/** The line that shared/edge.js ends in. @param {string} output */
export function reportIn(output) {
  const line = output.split("\n").find((text) => text.startsWith("REPORT "));
  assert.ok(line, `the host reported nothing:\n${output}`);
  return JSON.parse(line.slice("REPORT ".length));
}

/** Of the bytes that shared/edge.js uploads. */
const UPLOADED = createHash("sha256")
  .update(Uint8Array.from({ length: 70_000 }, (_, index) => index * 7))
  .digest("hex");

/** @param {any} report @param {import("../../../emulator/index.js").Emulator} emulator */
export function assertEdgeReport(report, emulator) {
  assert.deepEqual(report, {
    viewer: { viewerUnionId: "2_v378gn997yovtl3p8h77db9e224t6hg9", nickname: "2222" },
    account: { account: "0062149710", channelId: "2149710" },
    missing: { kind: "not_found", isPolyvError: true },
    disposable: "function",
    parsed: { viewerUnionId: "2_v378gn997yovtl3p8h77db9e224t6hg9", channelId: "2149710" },
    invalid: { kind: "invalid_response", isPolyvError: true },
  });
  assert.deepEqual(
    emulator.requests.slice(0, 2).map(({ path, status }) => `${status} ${path}`),
    ["200 /live/v4/user/viewer-record/get", "200 /live/v2/channelAccount/2149710/account"],
  );
  assert.deepEqual(
    emulator.requests.flatMap(({ files = [] }) => files.map(({ name, sha256 }) => `${name} ${sha256}`)),
    [`封面.png ${UPLOADED}`, `file.bin ${UPLOADED}`],
  );
}
