// The packed package in every host that is quick to install and to build, with no setting for it.

import { tryAll } from "./support/try.js";
import { HOSTS } from "./table.js";

tryAll(HOSTS);
