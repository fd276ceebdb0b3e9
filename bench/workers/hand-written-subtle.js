// By hand, hashed by Web Crypto, which in Workers has MD5.
// @ts-check
import { handWritten } from "./hand-written.js";

const encoder = new TextEncoder();

export default handWritten(async (text) => {
  const digest = await crypto.subtle.digest("MD5", encoder.encode(text));
  let hex = "";
  for (const byte of new Uint8Array(digest)) hex += byte.toString(16).padStart(2, "0");
  return hex.toUpperCase();
});
