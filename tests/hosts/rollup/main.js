import * as polyv from "polyv-edge/inline";
import { check, report } from "./shared/page.js";

report(check(polyv));
