import * as polyv from "polyv-edge";
import { check } from "../page.js";
import { answer } from "../worker.js";

answer(check(polyv));
