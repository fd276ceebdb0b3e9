// What a screen reader is told, as things happen.
// @ts-check
import { byId } from "./dom.js";

/** @param {string} text */
export function say(text) {
  byId("status", HTMLElement).textContent = text;
}
