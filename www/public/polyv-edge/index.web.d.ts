// What the copied package exports, for the type checker: the page's folder holds the copy only while it runs.
export * from "../../../pkg-template/dist/index.js";
