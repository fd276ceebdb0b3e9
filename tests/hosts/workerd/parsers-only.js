import { parseViewer } from "polyv-edge";

export default {
  async fetch(request) {
    return new Response(parseViewer(await request.text()).viewerUnionId);
  },
};
