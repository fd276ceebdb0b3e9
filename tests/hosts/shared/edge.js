// The same for every server host: two calls that succeed, one that fails, and the parsers.

/** @param {typeof import("polyv-edge/edge")} edge @param {typeof import("polyv-edge")} browser @param {Record<string, string>} env */
export async function check(edge, browser, env) {
  await Promise.all([edge.ready(), browser.ready()]);
  const client = new edge.PolyvClient({
    appId: env.POLYV_APP_ID,
    appSecret: env.POLYV_APP_SECRET,
    baseUrl: env.POLYV_BASE_URL,
  });
  const viewer = await client.getViewer({ viewerUnionId: "2_v378gn997yovtl3p8h77db9e224t6hg9" });
  const account = await client.getChannelAccount({ channelId: "2149710", account: "0062149710" });
  await upload(client);
  const missing = await client.getViewer({ viewerUnionId: "nobody" }).then(() => undefined, fact);
  return {
    viewer: { viewerUnionId: viewer.viewerUnionId, nickname: viewer.nickname },
    account: { account: account.account, channelId: account.channelId },
    missing,
    // Set by a file that only passes things on, which bundlers like to leave out.
    disposable: typeof client[Symbol.dispose ?? Symbol.for("Symbol.dispose")],
    parsed: {
      viewerUnionId: edge.parseViewer(JSON.stringify(envelope(viewer))).viewerUnionId,
      // A number, as POLYV sends it: text is what comes out.
      channelId: browser.parseChannelAccount(envelope({ ...account, channelId: 2149710 })).channelId,
    },
    invalid: await Promise.resolve("<html>")
      .then(browser.parseViewer)
      .then(() => undefined, fact),
  };

  function fact(error) {
    // One class for both builds, so `instanceof` holds whichever of them made the error.
    return {
      kind: error.kind,
      isPolyvError: error instanceof edge.PolyvError && error instanceof browser.PolyvError,
    };
  }
}

/** An image with a name of its own, and a table without; every byte occurs. */
async function upload(client) {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index * 7);
  const image = new File([bytes], "封面.png", { type: "image/png" });
  const table = new Blob([bytes], { type: "application/vnd.ms-excel" });
  await client.request("POST /live/v3/common/upload-image", { form: { type: "coverImage" }, files: { file: image } });
  const route = "POST /live/v3/channel/document/upload-doc";
  await client.request(route, { form: { channelId: "1", docType: "a\nb\rc\r\n" }, files: { file: table } });
}

function envelope(data) {
  return { code: 200, status: "success", data, success: true };
}
