// "GET /live/…": method and path of an endpoint, as its documentation names it.

import { badArgument } from "./options.js";

/** @param {unknown} route */
export function readRoute(route) {
  const text = typeof route === "string" ? route : "";
  if (text.startsWith("GET ")) return { isPost: false, path: text.slice(4) };
  if (text.startsWith("POST ")) return { isPost: true, path: text.slice(5) };
  throw badArgument('the route must be text: the method, GET or POST, a blank, and the path, such as "GET /live/v3/…"');
}
