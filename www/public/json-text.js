// Indents JSON without reading it: only white space between the tokens changes, so what is shown is what arrived.
// @ts-check
import { h } from "./dom.js";

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
/** Indenting deeper than this would say nothing and take all the room. */
const DEEPEST = 40;

/** Whether indenting makes sense: a JSON object or list. @param {string} text */
export function looksLikeJson(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

/** @param {string} text JSON text @returns {DocumentFragment} */
export function indented(text) {
  const tokens = text.match(TOKEN) ?? [];
  const out = document.createDocumentFragment();
  let depth = 0;
  const line = () => out.append(`\n${"  ".repeat(Math.min(depth, DEEPEST))}`);
  tokens.forEach((token, index) => {
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    if (token === "{" || token === "[") {
      out.append(token);
      depth += 1;
      if (after !== "}" && after !== "]") line();
    } else if (token === "}" || token === "]") {
      depth -= 1;
      if (before !== "{" && before !== "[") line();
      out.append(token);
    } else if (token === ",") {
      out.append(token);
      line();
    } else if (token === ":") {
      out.append(": ");
    } else {
      out.append(h("span", { class: after === ":" ? "key" : token.startsWith('"') ? "text" : "word" }, token));
    }
  });
  return out;
}
