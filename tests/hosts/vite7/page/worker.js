import * as polyv from "polyv-edge";
import { check } from "../shared/page.js";
import { answer } from "../shared/worker.js";

answer(check(polyv));
