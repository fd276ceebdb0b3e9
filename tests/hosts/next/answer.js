import * as browser from "polyv-edge";
import * as edge from "polyv-edge/edge";
import { check } from "./shared/edge.js";

export async function answer() {
  const { POLYV_APP_ID, POLYV_APP_SECRET, POLYV_BASE_URL } = process.env;
  return Response.json(await check(edge, browser, { POLYV_APP_ID, POLYV_APP_SECRET, POLYV_BASE_URL }));
}
