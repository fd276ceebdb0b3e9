import * as polyv from "./node_modules/polyv-edge/dist/index.web.js";
import { check } from "./shared/page.js";
import { answer } from "./shared/worker.js";

answer(check(polyv));
