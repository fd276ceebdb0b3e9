// The samples, as links that can be shared, and the buttons that provoke errors.
// @ts-check
import { toQuery } from "./address.js";
import { byId, h } from "./dom.js";
import { provocations } from "./faults.js";
import { t } from "./i18n.js";
import { samples } from "./samples.js";

/** @typedef {import("./address.js").Lookup} Lookup */
/** @typedef {import("./faults.js").Provocation} Provocation */

/** @param {(lookup: Lookup) => void} open */
export function showSamples(open) {
  const links = samples.map(({ key, lookup }) => {
    const link = h("a", { href: toQuery(lookup) }, t(key));
    link.addEventListener("click", (event) => {
      // A click with a key held opens a tab or saves: that stays the browser's.
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open(lookup);
    });
    return h("li", {}, link);
  });
  byId("samples", HTMLElement).replaceChildren(...links);
}

/** @param {(provocation: Provocation) => void} provoke */
export function showFaults(provoke) {
  const groups = /** @type {const} */ (["polyv", "worker", "page"]).map((from) => {
    const buttons = provocations
      .filter((provocation) => provocation.from === from)
      .map((provocation) => {
        const attributes = {
          type: "button",
          class: "provoke",
          id: provocation.id,
          onclick: () => provoke(provocation),
        };
        return h("li", {}, h("button", attributes, provocation.kind));
      });
    const title = `faults-${from}`;
    return [
      h("h3", { id: title }, t(`faults.${from}`)),
      h("ul", { class: "chips", "aria-labelledby": title }, ...buttons),
    ];
  });
  byId("faults", HTMLElement).replaceChildren(...groups.flat());
}
