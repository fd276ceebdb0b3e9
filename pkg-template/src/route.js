// "GET /live/…": method and path of an endpoint, as its documentation names it.

import { badArgument } from "./options.js";

/** @param {unknown} route */
export function readRoute(route) {
  const [, method, path] = (typeof route === "string" && route.match(/^(GET|POST) (.*)$/s)) || [];
  if (path === undefined) {
    throw badArgument(
      'the route must be text: the method, GET or POST, a blank, and the path, such as "GET /live/v3/…"',
    );
  }
  return { isPost: method === "POST", path };
}
