// A button that copies a text, and says that it did.
// @ts-check
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { say } from "./status.js";

const SHOWN_MS = 2000;

/** @param {string} text @param {string} what for those who hear the button instead of seeing what is next to it */
export function copyButton(text, what) {
  const button = h("button", { type: "button", class: "copy", "aria-label": t("copy.what", { what }) }, t("copy"));
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      say(t("say.notCopied"));
      return;
    }
    say(t("say.copied"));
    button.textContent = t("copied");
    setTimeout(() => {
      button.textContent = t("copy");
    }, SHOWN_MS);
  });
  return button;
}

/** An id that can be copied. @param {string} id @param {string} what */
export function copyable(id, what) {
  return h("span", { class: "copyable" }, h("code", {}, id), copyButton(id, what));
}
