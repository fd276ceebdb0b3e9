// The same input for everyone: POLYV's sample viewer, alone and as pages of a list.
// @ts-check
import { createViewers, SAMPLE_VIEWER } from "../../emulator/data/viewers.js";

export const VIEWER_ID = SAMPLE_VIEWER.viewerUnionId;
export const ACCOUNT = { appId: "benchappid", appSecret: "bench-secret-never-real-0123456" };

/** @param {unknown} data */
const envelope = (data) => ({
  code: 200,
  status: "success",
  requestId: "7bd56e9937054bb09834a0201eebcc4a.83.17120542710000001",
  data,
  success: true,
});

/** The answer of `viewer-record/get`. */
export const viewerText = () => JSON.stringify(envelope(SAMPLE_VIEWER));

/** The answer of `viewer-record/list`. @param {number} count */
export function pageText(count) {
  const viewers = createViewers();
  const contents = Array.from({ length: count }, (_, index) => {
    const viewer = viewers[index % viewers.length];
    return { ...viewer, viewerUnionId: `${index}_${viewer.viewerUnionId}` };
  });
  return JSON.stringify(envelope({ pageNumber: 1, pageSize: count, totalPages: 1, totalItems: count, contents }));
}
