import { parseViewer } from "polyv-edge/inline";

export default {
  async fetch(request) {
    return new Response(parseViewer(await request.text()).viewerUnionId);
  },
};
