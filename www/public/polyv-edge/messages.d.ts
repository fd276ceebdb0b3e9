// As index.web.d.ts.
export * from "../../../pkg-template/dist/messages.js";
