import { createHandler, PolyvClient } from "polyv-edge/edge";

export default {
  fetch(request, { POLYV_APP_ID: appId, POLYV_APP_SECRET: appSecret, POLYV_BASE_URL: baseUrl }) {
    const client = new PolyvClient({ appId, appSecret, baseUrl });
    return createHandler({ client, authorize: () => true })(request);
  },
};
