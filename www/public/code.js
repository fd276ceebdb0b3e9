// The code to copy: what gave the answer on the page.
// @ts-check
import { toPath } from "./api.js";
import { h, say } from "./dom.js";
import { t } from "./texts.js";

export const WORKER = `import { createHandler, PolyvClient } from "polyv-edge/edge";

let handler;
export default {
  fetch(request, env) {
    handler ??= createHandler({
      client: new PolyvClient({
        appId: env.POLYV_APP_ID,
        appSecret: env.POLYV_APP_SECRET,
      }),
      authorize: ({ headers }) =>
        !!env.TOKEN &&
        headers.get("authorization") === \`Bearer \${env.TOKEN}\`,
    });
    return handler(request);
  },
};`;

/** @param {import("./api.js").Lookup} lookup */
export function codeFor(lookup) {
  // An id may hold anything, and the line is for a shell.
  const address = location.origin + toPath(lookup).replaceAll("'", "%27");
  const curl = `curl -H "Authorization: Bearer $TOKEN" '${address}'`;
  return [
    h("h2", {}, t("code.title")),
    block(t("code.curl"), curl),
    block(t("code.worker"), WORKER),
    h("p", { class: "hint" }, t("code.more")),
  ];
}

/** @param {string} title @param {string} text */
function block(title, text) {
  const head = h("div", { class: "code-head" }, h("h3", {}, title), copyButton(title, text));
  return h("section", {}, head, h("pre", {}, text));
}

/** @param {string} title for those who hear the button instead of seeing what is next to it @param {string} text */
function copyButton(title, text) {
  const label = h("span", {}, t("copy"));
  const button = h("button", { type: "button" }, label, h("span", { class: "unseen" }, ` ${title}`));
  /** @param {import("./texts.js").Key} key */
  const tell = (key) => {
    label.textContent = t(key);
    say(t(key));
  };
  button.addEventListener("click", () =>
    navigator.clipboard.writeText(text).then(
      () => tell("copy.done"),
      () => tell("copy.failed"),
    ),
  );
  return button;
}
