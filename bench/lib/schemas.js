// The same checks as zod and valibot schemas: what a careful team would write by hand for the two answers.
// @ts-check
import * as v from "valibot";
import { z } from "zod";

const TEXTS = [
  ...["name", "nickname", "mobile", "lastCollectMobile", "email", "area", "latestAccessIp", "device"],
  ...["wxOpenId", "wxUnionId", "wxNickName", "wxAvatar", "wxAppId"],
];
const IDS = ["externalViewerId"];
const NUMBERS = ["watchDuration", "watchChannelCount"];

/** @template T @param {string[]} names @param {() => T} make @returns {Record<string, T>} */
const each = (names, make) => Object.fromEntries(names.map((name) => [name, make()]));

// POLYV sends some ids as numbers.
const zodId = z.union([z.string(), z.int()]);
// Unknown fields survive, as they do with polyv-edge.
const zodViewer = z.looseObject({
  viewerUnionId: zodId,
  source: z.string(),
  latestAuthTime: z.int(),
  createTime: z.int(),
  labels: z.array(z.looseObject({ id: zodId, label: z.string().nullish() })).nullish(),
  ...each(IDS, () => zodId.nullish()),
  ...each(TEXTS, () => z.string().nullish()),
  ...each(NUMBERS, () => z.int().nullish()),
});
export const zodAnswer = z.looseObject({ code: z.literal(200), data: zodViewer });
export const zodPage = z.looseObject({
  code: z.literal(200),
  data: z.looseObject({
    contents: z.array(zodViewer),
    ...each(["pageNumber", "pageSize", "totalPages", "totalItems"], () => z.int().nullish()),
  }),
});

const id = () => v.union([v.string(), whole()]);
const whole = () => v.pipe(v.number(), v.integer());
const valibotViewer = v.looseObject({
  viewerUnionId: id(),
  source: v.string(),
  latestAuthTime: whole(),
  createTime: whole(),
  labels: v.nullish(v.array(v.looseObject({ id: id(), label: v.nullish(v.string()) }))),
  ...each(IDS, () => v.nullish(id())),
  ...each(TEXTS, () => v.nullish(v.string())),
  ...each(NUMBERS, () => v.nullish(whole())),
});
export const valibotAnswer = v.looseObject({ code: v.literal(200), data: valibotViewer });
