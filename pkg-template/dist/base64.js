// The wasm as it travels inside the JavaScript.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The bytes of base64 text. @param {string} text @returns {Uint8Array<ArrayBuffer>} */
export function bytesOf(text) {
  const { Buffer } = globalThis;
  return typeof Buffer === "function" ? Buffer.from(text, "base64") : decode(text);
}

// In place, four characters a turn: some hosts count the turns of loops, and `atob` needs one for each byte.
/** @param {string} text */
function decode(text) {
  const values = new Uint8Array(128);
  for (let i = 0; i < 64; i++) values[ALPHABET.charCodeAt(i)] = i;
  const bytes = new TextEncoder().encode(text);
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  let to = 0;
  for (let from = 0; from < bytes.length; from += 4, to += 3) {
    const second = values[bytes[from + 1]];
    const third = values[bytes[from + 2]];
    bytes[to] = (values[bytes[from]] << 2) | (second >> 4);
    bytes[to + 1] = (second << 4) | (third >> 2);
    bytes[to + 2] = (third << 6) | values[bytes[from + 3]];
  }
  return bytes.subarray(0, to - padding);
}
