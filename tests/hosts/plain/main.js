import * as polyv from "./node_modules/polyv-edge/dist/index.web.js";
import { check, report } from "./shared/page.js";
import { inWorker } from "./shared/worker.js";

/** The secret build, asked for by its files: each must fail to load. */
const refused = async (name) => {
  try {
    const edge = await import(`./node_modules/polyv-edge/dist/${name}`);
    return `${name} loaded: ${Object.keys(edge)}`;
  } catch (error) {
    return error.name;
  }
};

const worker = () => new Worker("./worker.js", { type: "module" });
const edge = () => Promise.all(["edge.workerd.js", "edge.edge-light.js"].map(refused));

report(Promise.all([check(polyv), inWorker(worker), edge()]).then(([page, worker, edge]) => ({ page, worker, edge })));
