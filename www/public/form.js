// The form: ids in, ids out, and which of its two halves is shown.
// @ts-check
import { byId } from "./dom.js";

/** @typedef {import("./address.js").Lookup} Lookup */

const form = byId("form", HTMLFormElement);
const fields = {
  viewer: byId("viewer", HTMLInputElement),
  channel: byId("channel", HTMLInputElement),
  account: byId("account", HTMLInputElement),
};
export const tokenField = byId("token", HTMLInputElement);
export const cancelButton = byId("cancel", HTMLButtonElement);

/** @param {(lookup: Lookup, token: string) => void} submit */
export function onSubmit(submit) {
  form.addEventListener("change", showHalf);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(readForm(), tokenField.value.trim());
  });
}

/** @returns {Lookup} */
function readForm() {
  if (chosen() === "viewer") return { what: "viewer", viewer: fields.viewer.value.trim() };
  return { what: "account", channel: fields.channel.value.trim(), account: fields.account.value.trim() };
}

/** @param {Lookup} lookup */
export function fillForm(lookup) {
  for (const radio of form.querySelectorAll("input[name=what]")) {
    if (radio instanceof HTMLInputElement) radio.checked = radio.value === lookup.what;
  }
  if (lookup.what === "viewer") {
    fields.viewer.value = lookup.viewer;
  } else {
    fields.channel.value = lookup.channel;
    fields.account.value = lookup.account;
  }
  showHalf();
}

function chosen() {
  return new FormData(form).get("what") === "account" ? "account" : "viewer";
}

function showHalf() {
  const half = chosen();
  for (const element of form.querySelectorAll("[data-for]")) {
    if (element instanceof HTMLElement) element.hidden = element.dataset.for !== half;
  }
}
