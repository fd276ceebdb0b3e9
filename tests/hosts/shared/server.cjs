const browser = require("polyv-edge");
const edge = require("polyv-edge/edge");

import("./edge.js")
  .then(({ check }) => check(edge, browser, process.env))
  .then((report) => console.log(`REPORT ${JSON.stringify(report)}`));
