import * as browser from "polyv-edge";
import * as edge from "polyv-edge/edge";
import { check } from "./shared/edge.js";

console.log(`REPORT ${JSON.stringify(await check(edge, browser, Deno.env.toObject()))}`);
