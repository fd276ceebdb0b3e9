// The token of the demo Worker: for this tab only, and never in the address bar (early.js takes it from there).
// @ts-check
let kept = "";

/** @returns {string} */
export function readToken() {
  try {
    return sessionStorage.getItem("token") ?? kept;
  } catch {
    return kept;
  }
}

/** @param {string} token */
export function keepToken(token) {
  kept = token;
  try {
    sessionStorage.setItem("token", token);
  } catch {
    // Without storage the token lasts as long as the page.
  }
}
