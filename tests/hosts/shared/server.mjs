import * as browser from "polyv-edge";
import * as edge from "polyv-edge/edge";
import { check } from "./edge.js";

check(edge, browser, process.env).then((report) => console.log(`REPORT ${JSON.stringify(report)}`));
