// Runs before anything is drawn: sets theme and language without a flash, and says what did not load.
// @ts-check
(() => {
  const root = document.documentElement;
  /** Storage may be shut off: then every setting has its default. @param {string} name */
  const stored = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const theme = stored("theme");
  if (theme === "light" || theme === "dark") root.style.colorScheme = theme;
  const lang = stored("lang") ?? navigator.languages.find((tag) => /^(zh|en)\b/i.test(tag)) ?? "en";
  root.lang = /^zh/i.test(lang) ? "zh-CN" : "en";

  // A module that does not load stops the page without a word.
  const isScript = (/** @type {Event} */ { target }) => target instanceof HTMLScriptElement;
  addEventListener("error", (event) => isScript(event) && dispatchEvent(new Event("broken")), true);
  addEventListener("broken", () => document.getElementById("broken")?.removeAttribute("hidden"));
})();
