// The description of POLYV's API: sound by every validator, held to the crate's own declarations, and its files kept.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import ts from "typescript";
import { problemsOf } from "../../api/check.mjs";
import { generated } from "../../api/index.mjs";
import { readDocument, routesOf } from "../../api/routes.mjs";
import { root } from "../hosts/support/files.js";

/** @typedef {import("../../api/routes.mjs").Document} Document */

const document = readDocument();
const VIEWER = "/live/v4/user/viewer-record/get";
const VIEWERS = "/live/v4/user/viewer-record/list";
const ACCOUNT = "/live/v2/channelAccount/{channelId}/account";
const ACCOUNTS = "/live/v2/channelAccount/{channelId}/accounts";
const CREATE = "/live/v4/channel/account/create";
const TEACHERS = "/live/v4/channel/doc/teacher/update-relation";
const LOGIN_LIST = "/live-bg/v3/user/channel-viewer/list/list";
/** A few paths that refer to every shared part. */
const FEW = [
  ...[VIEWER, VIEWERS, ACCOUNT, ACCOUNTS, CREATE, TEACHERS, LOGIN_LIST],
  ...["/live/v1/statistics/{channelId}/realtime", "/front/userlistExternal", "/live/v4/group/user/package/list"],
];

/** @param {Document} of @param {string} path */
const operation = (of, path) => Object.values(of.paths[path] ?? {})[0] ?? assert.fail(path);

/** One mistake of each kind. @type {Record<string, (document: Document) => unknown>} */
const MISTAKES = {
  "a type that does not exist": ({ components }) => {
    components.schemas.Viewer.properties.area.type = "txt";
  },
  "a type named twice": ({ components }) => {
    components.schemas.Flag.type = ["string", "null", "null"];
  },
  "a misspelt keyword": ({ components }) => {
    components.schemas.Viewer.requried = ["area"];
  },
  "a reference to nothing": (of) => {
    Object.assign(operation(of, VIEWERS).parameters?.[0] ?? {}, { schema: { $ref: "#/components/schemas/Nothing" } });
  },
  "a required field that is not declared": (of) => {
    operation(of, CREATE).requestBody?.content["application/json"]?.schema.required.push("rolle");
  },
  "a placeholder without its parameter": (of) => operation(of, ACCOUNT).parameters?.shift(),
  "a parameter declared twice": (of) => {
    const { parameters = [] } = operation(of, VIEWERS);
    parameters.push(...parameters.slice(0, 1));
  },
  "an operationId used twice": (of) => {
    operation(of, VIEWER).operationId = operation(of, VIEWERS).operationId;
  },
  "a module that is not listed": (of) => operation(of, VIEWER).tags.splice(0, 1, "viewers"),
  "a title that is missing": (of) => {
    operation(of, VIEWER).summary = "";
  },
  "an answer without a description": (of) => {
    delete Object(operation(of, VIEWER).responses[200]).description;
  },
  "a credential that is not declared": (of) => {
    operation(of, VIEWER).security = [{ password: [] }];
  },
  "an extension that is misspelt": (of) => Object.assign(operation(of, VIEWERS), { "x-polyv-pagin": {} }),
  "a page parameter that is not there": (of) => operation(of, VIEWERS).parameters?.pop(),
  "a source that is not explained": ({ components }) => {
    components.schemas.Viewer.properties.area["x-polyv-source"] = "hearsay";
  },
  "a list that is not joined": (of) => {
    delete operation(of, TEACHERS).requestBody?.content["application/x-www-form-urlencoded"]?.encoding;
  },
};

describe("the API's description", () => {
  /** @type {string[][]} */
  let [problems = [], small = [], ...planted] = [];
  before(async () => {
    const documents = Object.values(MISTAKES).map((plant) => {
      const copy = cut(document);
      plant(copy);
      return copy;
    });
    [problems = [], small = [], ...planted] = await problemsOf([document, cut(document), ...documents]);
  });

  test("is sound by redocly, ajv, seriousme and its own rules", () => assert.deepEqual(problems, []));

  test("is still sound when cut down to a few paths, so that what follows tells of the mistakes alone", () => {
    assert.deepEqual(small, []);
  });

  for (const [index, mistake] of Object.keys(MISTAKES).entries()) {
    test(`is refused with ${mistake}`, () => assert.notDeepEqual(planted[index], []));
  }

  test("holds what POLYV documents: 565 endpoints, of which a signed call reaches 538", () => {
    const routes = routesOf(document);
    assert.equal(routes.length, 565);
    assert.equal(routes.filter(({ reachable }) => reachable).length, 538);
  });

  for (const [file, text] of Object.entries(generated(document))) {
    test(`${file} is up to date (npm run api)`, () => assert.equal(readFileSync(join(root, file), "utf8"), text));
  }
});

describe("the first-class endpoints, in the description and in the crate", () => {
  const models = interfacesOf("models.d.ts");
  const operations = interfacesOf("operations.d.ts");

  for (const name of ["Viewer", "ViewerLabel", "ChannelAccount"]) {
    test(`${name} has the same fields of the same types`, () => {
      const { properties } = document.components.schemas[name] ?? {};
      // The client's own, which POLYV never sends.
      const { unusable: _, ...fields } = models[name] ?? {};
      assert.deepEqual(Object.keys(properties).sort(), Object.keys(fields).sort());
      for (const [field, { type }] of Object.entries(fields)) {
        const declared = type.replace(" | null", "");
        assert.ok(kindsOf(properties[field]).includes(declared), `${field}: ${declared}`);
      }
    });
  }

  for (const [name, path] of Object.entries({
    GetViewerParams: VIEWER,
    ListViewersParams: VIEWERS,
    GetChannelAccountParams: ACCOUNT,
    ListChannelAccountsParams: ACCOUNTS,
  })) {
    test(`${name} are the parameters of ${path}`, () => {
      const { parameters = [] } = operation(document, path);
      const described = parameters.map((parameter) => [parameter.name, { optional: !parameter.required }]);
      const declared = Object.entries(operations[name] ?? {}).map(([field, { optional }]) => [field, { optional }]);
      assert.deepEqual(Object.fromEntries(described), Object.fromEntries(declared));
    });
  }
});

/** What the crate may make of a value: ids that arrive as numbers become text. @param {any} schema @returns {string[]} */
function kindsOf({ $ref, type, items }) {
  if ($ref) return [$ref.split("/").at(-1)];
  if (items) return kindsOf(items).map((kind) => `${kind}[]`);
  return [type].flat().map((kind) => (kind === "integer" ? "number" : kind));
}

/**
 * The members of the interfaces that a file declares.
 * @param {string} file
 * @returns {Record<string, Record<string, { type: string, optional: boolean }>>}
 */
function interfacesOf(file) {
  const text = readFileSync(join(root, "pkg-template", "dist", file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  return Object.fromEntries(
    source.statements.filter(ts.isInterfaceDeclaration).map(({ name, members }) => {
      const fields = members.filter(ts.isPropertySignature).map((member) => {
        const type = member.type?.getText() ?? "";
        return [member.name.getText(), { type, optional: member.questionToken !== undefined }];
      });
      return [name.text, Object.fromEntries(fields)];
    }),
  );
}

/** The document with a few paths: small enough to be checked many times. @param {Document} whole @returns {Document} */
function cut(whole) {
  const paths = Object.fromEntries(FEW.map((path) => [path, whole.paths[path] ?? {}]));
  return structuredClone({ ...whole, paths });
}
