// All of `polyv-edge/edge` and `polyv-edge/watch`, for server bundlers that cannot be told from a page's.

export * from "./edge.node.js";
export * from "./watch.js";
