import * as polyv from "polyv-edge";
import { check, report } from "./shared/page.js";

report(check(polyv));
