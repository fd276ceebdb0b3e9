// Finds the endpoints of a path: those with data of their own first, then those that only the description knows.
// @ts-check
import { routes } from "./routes.js";

/** @typedef {import("./routes.js").Route} Route */
/** @typedef {{ route: Route, path: Record<string, string> }} Place an endpoint, and the placeholders of its path */

const own = finder(routes);

/** The description and its validator cost more than the rest of the emulator: they are read where they are needed. */
let described = async () => {
  const { describedRoutes } = await import("./described.js");
  const found = finder(describedRoutes());
  described = async () => found;
  return found;
};

/**
 * The endpoints at a decoded path, one for each method.
 * @param {string} path
 * @returns {Promise<Place[]>}
 */
export async function placesAt(path) {
  const places = own(path);
  return places.length > 0 ? places : (await described())(path);
}

/** @param {readonly Route[]} some @returns {(path: string) => Place[]} */
function finder(some) {
  /** Paths without placeholders, which are most, are found at once. @type {Map<string, Place[]>} */
  const exact = new Map();
  const patterns = some.flatMap((route) => {
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
    if (names.length > 0)
      return [{ route, names, regexp: new RegExp(`^${route.path.replace(/\{\w+\}/g, "([^/]+)")}$`) }];
    exact.set(route.path, [...(exact.get(route.path) ?? []), { route, path: {} }]);
    return [];
  });
  return (path) =>
    exact.get(path) ??
    patterns.flatMap(({ route, names, regexp }) => {
      const match = regexp.exec(path);
      if (!match) return [];
      return [{ route, path: Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? ""])) }];
    });
}
