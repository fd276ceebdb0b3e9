// polyv-edge/messages: errors in words, for every host. Holds no secret and loads no WebAssembly.

import type { PolyvErrorKind } from "./error.js";

/**
 * A text for each kind of `PolyvError`: what went wrong, and what to do. Chinese for `zh` and tags that begin with it, such as
 * `navigator.language` gives; English for any other.
 */
export function messages(language: "zh" | "en" | (string & {})): Record<PolyvErrorKind, string>;
