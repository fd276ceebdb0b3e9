// What the emulator's command knows of watch pages and callbacks: channels with a condition each, and a callback of each kind.
// @ts-check

/**
 * One channel for each way in, of a Worker whose watch handler is at `base`.
 * @param {string} base such as http://127.0.0.1:8787/watch
 * @returns {Record<string, import("./watch.js").WatchSettings>}
 */
export function sampleWatch(base) {
  return {
    2149710: { directKey: "emulator-direct-key" },
    2191541: {
      externalKey: "emulator-external-key",
      externalUri: `${base}/2191541/external`,
      externalRedirectUri: `${base}/2191541`,
    },
    3100001: { customKey: "emulator-custom-key", customUri: `${base}/custom` },
  };
}

/** @type {Record<string, Record<string, string>>} */
export const SAMPLE_CALLBACKS = {
  stream: { channelId: "2149710", status: "live", sessionId: "g5k9zz7hqq", startTime: "1621841860000", endTime: "" },
  record: {
    ...{ channelId: "2149710", fileUrl: "https://oss-live.videocc.net/sample.m3u8", format: "m3u8" },
    ...{ fileId: "2b6a0d7c7a1e4e0f", origin: "auto", hasRtcRecord: "N", sessionId: "g5k9zz7hqq" },
  },
  playback: {
    ...{ status: "success", channelId: "2149710", vid: "1b448be32389b93ea8be08bf0d257fb8_1", title: "回放" },
    ...{ duration: "00:42:17", fileSize: "73400320", fileId: "2b6a0d7c7a1e4e0f", videoId: "eb3c7d9a5f" },
    ...{
      origin: "auto",
      sessionIds: '["20210524150740,2537,g5k9zz7hqq"]',
      sessionId: "g5k9zz7hqq",
      userId: "1b448be323",
    },
  },
  ppt: {
    ...{ channelId: "2149710", userId: "1b448be323", title: "课件", startTime: "20210524150740", duration: "2537" },
    ...{ remainDay: "30", sessionId: "g5k9zz7hqq", url: "https://ppt.videocc.net/sample.mp4" },
  },
  merge: { status: "success", code: "", userId: "1b448be323", channelId: "2149710", fileId: "2b6a0d7c7a1e4e0f" },
};
