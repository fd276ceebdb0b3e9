// From JSON text or bytes to an object, natively: the text never enters wasm.

/** The object; undefined where the input is none of text, bytes or object. Throws on what is not JSON. */
export function read(input) {
  if (typeof input === "string") return JSON.parse(input.charCodeAt(0) === 0xfeff ? input.slice(1) : input);
  if (input instanceof ArrayBuffer || ArrayBuffer.isView(input)) return JSON.parse(decode(input));
  return typeof input === "object" && input !== null ? input : undefined;
}

/** UTF-8 without a byte order mark; throws on anything else. */
export function decode(bytes) {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}
