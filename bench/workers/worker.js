// What every Worker here is, whatever asks POLYV for it: `/2_…` looks a viewer up; `/1000` does so a thousand times, with a
// stub for `fetch`, for whoever measures from outside, because a Worker's own clock stands still.
// @ts-check
import { fetchStub } from "../lib/stub.js";

/** @typedef {{ appId: string, appSecret: string, baseUrl: string }} Account */
/** @typedef {(account: Account, fetch?: (url: string, init?: RequestInit) => Promise<Response>) => (id: string) => Promise<unknown>} Make */

/** @param {Make} make */
export function worker(make) {
  /** @type {ReturnType<Make> | undefined} */
  let find;
  /** @type {ReturnType<Make> | undefined} */
  let findStubbed;
  return {
    /** @param {Request} request @param {Account} env */
    async fetch({ url }, env) {
      const id = url.slice(url.lastIndexOf("/") + 1);
      if (id.includes("_")) {
        find ??= make(env);
        const found = await find(id);
        return found instanceof Response ? found : Response.json(found);
      }
      findStubbed ??= make(env, fetchStub(await (await fetch(env.baseUrl)).arrayBuffer()));
      for (let index = Number(id); index > 0; index--) {
        const found = await findStubbed(`2_viewer${index}`);
        if (found instanceof Response) await found.text();
      }
      return new Response();
    },
  };
}
