// Runs before anything is drawn: takes the token out of the address bar, and sets theme and language without a flash.
// @ts-check
(() => {
  const root = document.documentElement;

  /** Storage may be shut off; the page then only forgets. @param {() => void} work */
  const quietly = (work) => {
    try {
      work();
    } catch {
      // Nothing to do: every setting has a default.
    }
  };

  const takeToken = () => {
    const token = new URLSearchParams(location.hash.slice(1)).get("token");
    if (token === null) return;
    quietly(() => sessionStorage.setItem("token", token));
    history.replaceState(history.state, "", location.pathname + location.search);
    dispatchEvent(new Event("token"));
  };
  takeToken();
  // The link with the token may also be pasted into a tab that shows the page already.
  addEventListener("hashchange", takeToken);

  quietly(() => {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  });
  let lang = navigator.languages.find((tag) => /^(zh|en)\b/i.test(tag))?.slice(0, 2) ?? "en";
  quietly(() => {
    lang = localStorage.getItem("lang") ?? lang;
  });
  root.lang = lang === "zh" ? "zh-CN" : "en";

  // The markup is in English: hide it until the other language is in place, or until loading has ended in any way.
  if (lang === "zh") root.classList.add("is-loading");
  addEventListener("load", () => root.classList.remove("is-loading"));

  // A module that does not load stops the page without a word; say it in its place.
  addEventListener(
    "error",
    (event) => {
      if (!(event.target instanceof HTMLScriptElement)) return;
      root.classList.remove("is-loading");
      document.getElementById("broken")?.removeAttribute("hidden");
    },
    true,
  );
})();
