// The page's wiring: address bar, form and samples lead to one look-up at a time, and what came of it to the page.
// @ts-check
import { lookUp, readQuery, toQuery } from "./api.js";
import { card, spoken } from "./cards.js";
import { codeFor } from "./code.js";
import { byId, h, say } from "./dom.js";
import { ready } from "./polyv-edge/index.web.js";
import { samples } from "./samples.js";
import { keepToken, readToken, startSettings } from "./settings.js";
import { t, translatePage } from "./texts.js";

/** @typedef {import("./api.js").Lookup} Lookup */

const form = byId("form", HTMLFormElement);
const what = /** @type {RadioNodeList} */ (form.elements.namedItem("what"));
const result = byId("result", HTMLElement);
const code = byId("code", HTMLElement);
const tokenField = byId("token", HTMLInputElement);
const fields = {
  viewer: byId("viewer", HTMLInputElement),
  channel: byId("channel", HTMLInputElement),
  account: byId("account", HTMLInputElement),
};

/** @typedef {"pending" | "token" | "real"} Message */
/** @typedef {Message | import("./api.js").Outcome} State */
/** @type {State} */
let shown = "pending";
let query = "";
let again = () => {};
let running = new AbortController();

/** @param {State} next */
function show(next) {
  shown = next;
  const hadFocus = [result, code].some((part) => part.contains(document.activeElement));
  const outcome = typeof next === "string" ? undefined : next;
  result.setAttribute("aria-busy", "false");
  result.replaceChildren(typeof next === "string" ? message(next) : card(next, again));
  code.replaceChildren(...(outcome ? codeFor(outcome.lookup) : []));
  // The focus must not vanish with what was there before.
  if (hadFocus) result.focus({ preventScroll: true });
  byId("token-fields", HTMLElement).hidden = next !== "token" && outcome?.httpStatus !== 401;
  byId("samples", HTMLElement).hidden = next === "real" || outcome?.source === "real";
}

/** @param {Message} name */
function message(name) {
  return h("div", { class: "card is-message" }, h("h2", {}, t(`${name}.title`)), h("p", {}, t(`${name}.hint`)));
}

/** @param {Lookup} lookup @param {boolean} [isOwn] the page's own first one, which nobody asked for */
async function start(lookup, isOwn) {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  again = () => start(lookup);
  fillForm(lookup);
  const token = readToken();
  if (token === "") {
    show("token");
    say(t("token.title"));
    tokenField.focus();
    return;
  }
  result.setAttribute("aria-busy", "true");
  say(t("pending.title"));
  try {
    await ready();
  } catch {
    result.replaceChildren();
    code.replaceChildren();
    dispatchEvent(new Event("broken"));
    return;
  }
  const outcome = await lookUp(lookup, token, signal);
  // A newer look-up has taken over.
  if (signal.aborted) return;
  if (isOwn && outcome.source === "real" && outcome.error?.kind === "not_found") {
    show("real");
    fields.viewer.value = "";
  } else {
    show(outcome);
    say(spoken(outcome));
  }
}

/** A look-up that the reader asked for: it gets an entry in the history. @param {Lookup} lookup */
function open(lookup) {
  if (toQuery(lookup) !== location.search) history.pushState(null, "", toQuery(lookup));
  query = location.search;
  void start(lookup);
  // On a narrow screen the result is below what was pressed.
  if (!matchMedia("(min-width: 60rem)").matches) result.scrollIntoView();
}

/** Shows what the address bar says, otherwise the first sample: after loading, and when going back or forward. */
function followAddress() {
  query = location.search;
  const lookup = readQuery(query);
  void start(lookup ?? samples[0].lookup, !lookup);
}

/** @param {Lookup} lookup */
function fillForm(lookup) {
  const { what: chosen, ...ids } = lookup;
  what.value = chosen;
  for (const [name, id] of Object.entries(ids)) fields[/** @type {keyof typeof fields} */ (name)].value = id;
}

function writeTexts() {
  translatePage();
  const links = samples.map(({ key, lookup }) => {
    const link = h("a", { href: toQuery(lookup) }, t(key));
    link.addEventListener("click", (event) => {
      // A click with a key held opens a tab or saves: that stays the browser's.
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open(lookup);
    });
    return link;
  });
  byId("samples", HTMLElement).replaceChildren(...links);
  show(shown);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (tokenField.value) keepToken(tokenField.value.trim());
  const [viewer, channel, account] = Object.values(fields).map(({ value }) => value.trim());
  open(what.value === "viewer" ? { what: "viewer", viewer } : { what: "account", channel, account });
});
addEventListener("popstate", () => {
  // Following a link to a part of the page is no look-up.
  if (location.search !== query) followAddress();
});
// The link with the token may be pasted into a tab that shows the page already.
addEventListener("hashchange", () => location.hash.includes("token=") && followAddress());
startSettings(writeTexts);
followAddress();
