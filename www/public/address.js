// What is looked up, in the address bar: `?viewer=…` or `?channel=…&account=…`, so that a look-up can be shared.
// @ts-check

/**
 * @typedef {{ what: "viewer", viewer: string } | { what: "account", channel: string, account: string }} Lookup
 */

/** @param {string} query @returns {Lookup | undefined} */
export function readQuery(query) {
  const params = new URLSearchParams(query);
  const viewer = params.get("viewer");
  if (viewer !== null) return { what: "viewer", viewer };
  const [channel, account] = [params.get("channel"), params.get("account")];
  if (channel === null && account === null) return undefined;
  return { what: "account", channel: channel ?? "", account: account ?? "" };
}

/** @param {Lookup} lookup */
export function toQuery(lookup) {
  const { what, ...ids } = lookup;
  return `?${new URLSearchParams(ids)}`;
}

/** The Worker's route. @param {Lookup} lookup */
export function toPath(lookup) {
  if (lookup.what === "viewer") return `/api/viewers/${encodeURIComponent(lookup.viewer)}`;
  return `/api/channels/${encodeURIComponent(lookup.channel)}/accounts/${encodeURIComponent(lookup.account)}`;
}
