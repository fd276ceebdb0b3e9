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
  const patterns = some.map((route) => ({
    route,
    regexp: new RegExp(`^${route.path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
  }));
  return (path) => {
    const places = patterns.flatMap(({ route, regexp }) => {
      const match = regexp.exec(path);
      return match ? [{ route, path: { ...match.groups } }] : [];
    });
    // A path that is written out is nobody's placeholder.
    const exact = places.filter(({ route }) => route.path === path);
    return exact.length > 0 ? exact : places;
  };
}
