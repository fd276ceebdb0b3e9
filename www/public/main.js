// The page's wiring: address bar, form, samples and buttons lead to one look-up at a time and one state to show.
// @ts-check
import { readQuery, toQuery } from "./address.js";
import { byId } from "./dom.js";
import { cancelButton, fillForm, onSubmit, tokenField } from "./form.js";
import { lang, setLang, translatePage } from "./i18n.js";
import { showFaults, showSamples } from "./lists.js";
import { lookUp } from "./look-up.js";
import { ready } from "./polyv-edge/index.web.js";
import { show, spoken } from "./show.js";
import { say } from "./status.js";
import { isDark, onSystemTheme, toggleTheme } from "./theme.js";
import { keepToken, readToken } from "./token.js";

/** @typedef {import("./address.js").Lookup} Lookup */
/** @typedef {import("./faults.js").Provocation["trick"]} Trick */

/** @type {import("./show.js").State} */
let state = { is: "start" };
let last = () => {};
let running = new AbortController();

/** @param {import("./show.js").State} next */
function become(next) {
  state = next;
  show(state, () => last());
  say(spoken(state));
  const isPending = state.is === "pending";
  const hadFocus = document.activeElement === cancelButton;
  cancelButton.hidden = !isPending;
  // The focus must not vanish with the button.
  if (!isPending && hadFocus) byId("result", HTMLElement).focus({ preventScroll: true });
}

/** @param {Lookup} lookup @param {Trick} [trick] */
async function start(lookup, trick) {
  running.abort();
  last = () => start(lookup, trick);
  if (readToken() === "") {
    become({ is: "token" });
    tokenField.focus();
    return;
  }
  running = new AbortController();
  const { signal } = running;
  const isMine = () => running.signal === signal;
  become({ is: "pending", hint: trick === "cancel" });
  bringIntoView();
  if (trick === "cancel") cancelButton.focus();
  const outcome = await lookUp(lookup, { token: readToken(), signal, trick });
  // A newer look-up has taken over.
  if (isMine()) become({ is: "done", outcome });
}

/** A look-up that the reader asked for: it gets an entry in the history. @param {Lookup} lookup */
function open(lookup) {
  const query = toQuery(lookup);
  if (query !== location.search) history.pushState(null, "", query);
  fillForm(lookup);
  void start(lookup);
}

/** A trick is no look-up that one could share: it leaves address and form alone. @param {import("./faults.js").Provocation} provocation */
function provoke({ lookup, trick }) {
  if (trick) void start(lookup, trick);
  else open(lookup);
}

/** Shows what the address bar says: after loading, and when going back or forward. */
function followAddress() {
  const lookup = readQuery(location.search);
  if (lookup) {
    fillForm(lookup);
    void start(lookup);
  } else {
    running.abort();
    running = new AbortController();
    become({ is: "start" });
  }
}

/** On a narrow screen the result is below or above what was pressed. */
function bringIntoView() {
  if (matchMedia("(min-width: 60rem)").matches) return;
  byId("result", HTMLElement).scrollIntoView({ block: "start" });
}

function writeTexts() {
  translatePage();
  showSamples(open);
  showFaults(provoke);
  const other = byId("lang", HTMLElement);
  other.lang = lang() === "zh" ? "en" : "zh-CN";
  show(state, () => last());
}

function writeTheme() {
  byId("theme", HTMLElement).setAttribute("aria-pressed", String(isDark()));
}

onSubmit((lookup, token) => {
  keepToken(token);
  open(lookup);
});
cancelButton.addEventListener("click", () => running.abort());
byId("lang", HTMLElement).addEventListener("click", () => {
  setLang(lang() === "zh" ? "en" : "zh");
  writeTexts();
});
byId("theme", HTMLElement).addEventListener("click", () => {
  toggleTheme();
  writeTheme();
});
onSystemTheme(writeTheme);
addEventListener("popstate", followAddress);
addEventListener("token", () => {
  tokenField.value = readToken();
  followAddress();
});

tokenField.value = readToken();
// Loads the wasm while the reader still looks around; a failure shows with the first look-up, which tries again.
ready().catch(() => {});
writeTexts();
writeTheme();
document.documentElement.classList.remove("is-loading");
followAddress();
