// The stand-in of POLYV's watch page, and its callbacks: what it lets in, asks for and sends. Links here are made by hand.
// @ts-check
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { after, beforeEach, describe, test } from "node:test";
import { run } from "../hosts/support/files.js";
import { emulator, NOW } from "./support/emulator.js";

/** @param {string} text */
const md5 = (text) => createHash("md5").update(text).digest("hex");

/** What the customer's server was asked, and what it answers. */
const customer = { url: "", asked: /** @type {URL[]} */ ([]), status: 200, answer: /** @type {unknown} */ ("success") };
const server = createServer((request, response) => {
  customer.asked.push(new URL(request.url ?? "", "http://customer.example"));
  response.writeHead(customer.status);
  response.end(typeof customer.answer === "string" ? customer.answer : JSON.stringify(customer.answer));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
customer.url = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
after(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  Object.assign(customer, { asked: [], status: 200, answer: "success" });
  Object.assign(emulator.watch, {
    1: { directKey: "dk" },
    2: { externalKey: "ek", externalUri: `${customer.url}/ask`, externalRedirectUri: "https://shop.example/in" },
    3: { customKey: "ck", customUri: `${customer.url}/custom` },
  });
});
const wasAsked = () => Object.fromEntries(customer.asked[0]?.searchParams ?? []);

/** @param {string} id @param {Record<string, string>} [query] */
async function visit(id, query = {}) {
  const response = await fetch(`${emulator.url}/watch/${id}?${new URLSearchParams(query)}`, { redirect: "manual" });
  const shown = /data-shown="([^"]*)"/.exec(await response.text())?.[1];
  const json = shown?.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  return { status: response.status, location: response.headers.get("location"), shown: json && JSON.parse(json) };
}
/** @param {string} key @param {string} userid @param {number} [at] */
const link = (key, userid, at = NOW) => {
  const ts = String(at);
  return { userid, ts, sign: md5(key + userid + key + ts) };
};
const nickname = Buffer.from("王芳 <b>").toString("base64url");

describe("the watch page", () => {
  test("lets a direct link in once", async () => {
    const query = { ...link("dk", "u_1"), nickname };
    const { status, shown } = await visit("1", query);
    assert.equal(status, 200);
    assert.deepEqual([shown.outcome, shown.condition, shown.nickname], ["watching", "direct", "王芳 <b>"]);
    const again = await visit("1", { ...query, sign: query.sign.toUpperCase() });
    assert.deepEqual([again.status, again.shown.reason], [403, "used"]);
    assert.equal((await visit("9")).status, 404, "a channel without a condition");
  });

  for (const [name, query, reason] of /** @type {[string, Record<string, string>, string?][]} */ ([
    ["three minutes old", { ...link("dk", "u_2", NOW - 180_000), nickname }],
    ["older", { ...link("dk", "u_2", NOW - 180_001), nickname }, "ts"],
    ["from the future", { ...link("dk", "u_2", NOW + 180_001), nickname }, "ts"],
    ["of another key", { ...link("x", "u_2"), nickname }, "sign"],
    ["of a changed viewer", { ...link("dk", "u_2"), userid: "u_3", nickname }, "sign"],
    ["of a viewer whom POLYV cannot have", { ...link("dk", "u-2"), nickname }, "sign"],
    ["without a nickname", link("dk", "u_2"), "nickname"],
    ["that is none", {}, "link"],
  ])) {
    test(`${reason ? "refuses" : "takes"} a link ${name}`, async () => {
      const { status, shown } = await visit("1", query);
      assert.deepEqual([status, shown.reason], [reason ? 403 : 200, reason]);
    });
  }

  test("asks the customer's server about an external link, with the same signature", async () => {
    customer.answer = { status: 1, userid: "u_1", nickname: "王芳" };
    assert.equal((await visit("2", link("ek", "u_1", NOW - 1_000))).shown.nickname, "王芳");
    assert.deepEqual(wasAsked(), { userid: "u_1", ts: String(NOW), channelId: "2", token: md5(`eku_1ek${NOW}`) });
    customer.answer = { status: 0, errorUrl: "https://shop.example/no" };
    const { location } = await visit("2", link("ek", "u_2"));
    assert.equal(location, "https://shop.example/no?channelId=2&userid=u_2");
    let at = NOW;
    for (const answer of ["<html>", {}, { status: 1, userid: "other", nickname: "n" }, { status: 1, userid: "u_3" }]) {
      customer.answer = answer;
      at -= 1;
      assert.equal((await visit("2", link("ek", "u_3", at))).shown.reason, "external");
    }
    assert.equal((await visit("2")).location, "https://shop.example/in");
  });

  test("sends a visitor through custom authorisation, and lets in who comes back", async () => {
    const sent = new URL((await visit("3")).location ?? "");
    assert.equal(sent.pathname, "/custom");
    const url = `${emulator.url}/watch/3`;
    const query = { id: "3", ts: String(NOW), sign: md5(`ck3ck${NOW}`), url };
    assert.deepEqual(Object.fromEntries(sent.searchParams), query);
    const back = { userid: "u_1", ts: String(NOW), sign: md5(`ck3ck${NOW}cku_1`), nickname: "王芳" };
    assert.equal((await visit("3", back)).shown.nickname, "王芳");
    assert.equal((await visit("3", back)).shown.reason, "used");
    assert.equal((await visit("3", { ...back, sign: query.sign })).shown.reason, "sign");
  });
});

describe("callbacks", () => {
  test("are sent once, by GET, signed with the account's secret", async () => {
    customer.status = 500;
    const response = await emulator.sendCallback(`${customer.url}/cb?own=1`, { channelId: "1", status: "live" });
    assert.deepEqual([response.status, customer.asked.length], [500, 1]);
    const sign = md5(`${emulator.appSecret}${NOW}`);
    assert.deepEqual(wasAsked(), { own: "1", channelId: "1", status: "live", timestamp: String(NOW), sign });
  });

  /** @param {string[]} args */
  const command = (...args) => run(process.execPath, ["emulator/cli.js", "callback", ...args]);

  test("are sent by the command too, with a sample of the kind, changed as asked", async () => {
    const { code, output } = await command(`${customer.url}/cb`, "record", "origin=a=b", "extra=");
    assert.deepEqual([code, /200 success/.test(output)], [0, true], output);
    const { format, origin, extra, sign, timestamp } = wasAsked();
    assert.deepEqual([format, origin, extra, sign], ["m3u8", "a=b", "", md5(`${emulator.appSecret}${timestamp}`)]);
  });

  test("the command fails where the answer does, where there is none, and where it is misused", async () => {
    customer.status = 403;
    for (const url of [`${customer.url}/cb`, "http://127.0.0.1:1/"])
      assert.equal((await command(url, "stream")).code, 1);
    for (const args of [[], ["x", "stream"], [customer.url, "nothing"], [customer.url, "stream", "half"]]) {
      const { code, output } = await command(...args);
      assert.deepEqual([code, /stream, record, playback/.test(output)], [2, true], output);
    }
  });
});
