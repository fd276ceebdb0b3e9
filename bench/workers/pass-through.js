// Passes the answer on as it comes: no signature, no parsing. The most that any Worker could do.
// @ts-check

export default {
  /** @param {Request} request @param {import("../lib/workers.js").Env} env */
  async fetch(request, env) {
    const viewerUnionId = request.url.slice(request.url.lastIndexOf("/") + 1);
    return fetch(`${env.POLYV_BASE_URL}/live/v4/user/viewer-record/get?viewerUnionId=${viewerUnionId}`);
  },
};
