import { createHandler, directWatchUrl, PolyvClient, PolyvError } from "polyv-edge/edge/portable";

export async function onRequest({ env, request }) {
  const client = new PolyvClient({
    appId: env.POLYV_APP_ID,
    appSecret: env.POLYV_APP_SECRET,
    baseUrl: env.POLYV_BASE_URL,
    allowBrowser: env.allowBrowser,
  });
  const viewer = await client.getViewer({ viewerUnionId: "2_v378gn997yovtl3p8h77db9e224t6hg9" });
  const missing = await client.getViewer({ viewerUnionId: "nobody" }).catch((error) => error);
  const answer = await createHandler({ client, authorize: () => true })(request);
  const link = env.allowBrowser
    ? undefined
    : directWatchUrl({ channelId: "1", key: "k", viewerId: "a", nickname: "n" });
  return {
    viewer: viewer.viewerUnionId,
    missing: missing instanceof PolyvError && missing.kind,
    answer: [answer.status, (await answer.json()).data.viewerUnionId],
    link: link && new URL(link).host,
  };
}
