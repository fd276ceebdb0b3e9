// The same checks as zod schemas: what a careful team would write by hand for the two answers.
// @ts-check
import { z } from "zod";

const TEXTS = [
  ...["source", "nickname", "name", "mobile", "lastCollectMobile", "email", "area", "latestAccessIp", "device"],
  ...["wxOpenId", "wxUnionId", "wxNickName", "wxAvatar", "wxAppId"],
];
const NUMBERS = ["latestAuthTime", "createTime", "watchDuration", "watchChannelCount"];

/** @template T @param {string[]} names @param {() => T} make @returns {Record<string, T>} */
const each = (names, make) => Object.fromEntries(names.map((name) => [name, make()]));

// POLYV sends some ids as numbers.
const id = z.union([z.string(), z.int()]);
// Unknown fields survive, as they do with polyv-edge.
const viewer = z.looseObject({
  viewerUnionId: id,
  externalViewerId: id.nullish(),
  labels: z.array(z.looseObject({ id, label: z.string().nullish() })).nullish(),
  ...each(TEXTS, () => z.string().nullish()),
  ...each(NUMBERS, () => z.int().nullish()),
});
export const zodAnswer = z.looseObject({ code: z.literal(200), data: viewer });
export const zodPage = z.looseObject({
  code: z.literal(200),
  data: z.looseObject({
    contents: z.array(viewer),
    ...each(["pageNumber", "pageSize", "totalPages", "totalItems"], () => z.int().nullish()),
  }),
});
