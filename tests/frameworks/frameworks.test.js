// The packed package in frameworks, built and in the development server, with no setting for it.
import { tryAll } from "../hosts/support/try.js";
import { FRAMEWORKS } from "../hosts/table.js";

tryAll(FRAMEWORKS);
