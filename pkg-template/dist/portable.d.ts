// polyv-edge/edge/portable: all of polyv-edge/edge and polyv-edge/watch. For servers only: it holds the appSecret.

export * from "./edge.js";
export * from "./watch.js";
