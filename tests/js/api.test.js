// The description of POLYV's API: sound by its validators, and its files kept. That it is of one mind with the crate's own
// declarations, `tests/types` holds.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { problemsOf } from "../../api/check.mjs";
import { generated } from "../../api/index.mjs";
import { readDocument, routesOf } from "../../api/routes.mjs";
import { root } from "../hosts/support/files.js";

const document = readDocument();

test("it is sound", async () => assert.deepEqual(await problemsOf(document), []));

test("it holds what POLYV documents: 565 endpoints, of which a signed call reaches 538", () => {
  const routes = routesOf(document);
  assert.equal(routes.length, 565);
  assert.equal(routes.filter(({ reachable }) => reachable).length, 538);
});

for (const [file, text] of Object.entries(generated(document))) {
  test(`${file} is up to date (npm run api)`, () => assert.equal(readFileSync(join(root, file), "utf8"), text));
}

test("each mistake is told of", async () => {
  const { components, paths, ...rest } = structuredClone(document);
  const { Viewer, Flag } = components.schemas;
  const viewer = paths["/live/v4/user/viewer-record/get"]?.get;
  const viewers = paths["/live/v4/user/viewer-record/list"]?.get;
  const teachers = paths["/live/v4/channel/doc/teacher/update-relation"]?.post;
  assert.ok(Viewer && Flag && viewer && viewers && teachers);
  Flag.type = ["string", "null", "null"];
  Viewer.requried = ["area"];
  Viewer.properties.area["x-polyv-source"] = "hearsay";
  viewer.summary = "";
  viewer.security = [{ password: [] }];
  viewer.operationId = viewers.operationId;
  viewer.tags = ["viewers"];
  viewers.parameters = [];
  Object.assign(viewers, { "x-polyv-pagin": {} });
  delete teachers.requestBody?.content["application/x-www-form-urlencoded"]?.encoding;
  const problems = (await problemsOf({ ...rest, components, paths })).join("\n");
  for (const told of [
    ...[/duplicate items/, /unknown keyword: "requried"/, /does not explain the source hearsay/, /operation-summary/],
    ...[/security-defined/, /operation-operationId-unique/, /operation-tag-defined/, /no parameter pageNumber/],
    ...[/x-polyv-pagin is no field/, /fileIds is a list, but not joined/],
  ]) {
    assert.match(problems, told);
  }
});
