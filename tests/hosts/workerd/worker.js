import * as browser from "polyv-edge";
import * as edge from "polyv-edge/edge";
import { check } from "./shared/edge.js";

export default {
  async fetch(_request, env) {
    try {
      return Response.json(await check(edge, browser, env));
    } catch (error) {
      return new Response(String(error.stack ?? error), { status: 500 });
    }
  },
};
