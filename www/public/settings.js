// What the page remembers: language and theme for good, the access token for this tab.
// @ts-check
import { byId } from "./dom.js";
import { isChinese } from "./texts.js";

const root = document.documentElement;
const systemTheme = matchMedia("(prefers-color-scheme: dark)");
let token = "";

/** Storage may be shut off: then a choice lasts as long as the page. @param {() => Storage} storage */
function open(storage) {
  try {
    return storage();
  } catch {
    return undefined;
  }
}
const forGood = open(() => localStorage);
const forTab = open(() => sessionStorage);

/** @param {string} given */
export function keepToken(given) {
  token = given;
  forTab?.setItem("token", token);
}

/** The token of the address bar, which is taken out of there, or the one that was kept. */
export function readToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given !== null) {
    keepToken(given);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return token || (forTab?.getItem("token") ?? "");
}

/** The buttons for language and theme. @param {() => void} writeTexts */
export function startSettings(writeTexts) {
  const [langButton, themeButton] = [byId("lang", HTMLElement), byId("theme", HTMLElement)];
  const isDark = () => (root.style.colorScheme || (systemTheme.matches ? "dark" : "light")) === "dark";
  const write = () => {
    langButton.lang = isChinese() ? "en" : "zh-CN";
    themeButton.setAttribute("aria-pressed", String(isDark()));
    writeTexts();
  };
  langButton.addEventListener("click", () => {
    root.lang = isChinese() ? "en" : "zh-CN";
    forGood?.setItem("lang", root.lang);
    write();
  });
  themeButton.addEventListener("click", () => {
    root.style.colorScheme = isDark() ? "light" : "dark";
    forGood?.setItem("theme", root.style.colorScheme);
    write();
  });
  systemTheme.addEventListener("change", write);
  write();
}
