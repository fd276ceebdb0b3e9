// Finds 32-bit numbers in a wasm file, in any of the forms a compiler may give them.
// @ts-check

/** The signed LEB128 form of a 32-bit number: how `i32.const` holds it. @param {number} value */
function signedLeb128(value) {
  const bytes = [];
  for (let rest = value | 0; ; rest >>= 7) {
    const low = rest & 0x7f;
    const next = rest >> 7;
    const isLast = (next === 0 && !(low & 0x40)) || (next === -1 && (low & 0x40) !== 0);
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return Buffer.from(bytes);
  }
}

const I32_CONST = 0x41;

/**
 * Those of `numbers` that the file holds: as an immediate, as an immediate that is subtracted, or as four bytes of data.
 * Bytes are searched, not instructions, so nothing is missed; a hit by chance would need four bytes to agree.
 * @param {Uint8Array} wasm @param {readonly number[]} numbers
 */
export function numbersIn(wasm, numbers) {
  const bytes = Buffer.from(wasm.buffer, wasm.byteOffset, wasm.byteLength);
  return numbers.filter((number) => {
    const [little, big] = [Buffer.alloc(4), Buffer.alloc(4)];
    little.writeUInt32LE(number >>> 0);
    big.writeUInt32BE(number >>> 0);
    const immediates = [number, -number].map((value) => Buffer.from([I32_CONST, ...signedLeb128(value)]));
    return [little, big, ...immediates].some((form) => bytes.includes(form));
  });
}

/** The 64 constants of MD5: floor(2^32 * |sin(i)|). */
export const MD5 = Array.from({ length: 64 }, (_, i) => Math.floor(2 ** 32 * Math.abs(Math.sin(i + 1))) >>> 0);

const PRIMES = [...Array(312).keys()].slice(2).filter((n, _, all) => all.every((d) => d >= n || n % d !== 0));
/** The 64 constants of SHA-256, the fractions of the first primes' cube roots, and its 8 initial values, of square roots. */
export const SHA256 = [...PRIMES.map(Math.cbrt), ...PRIMES.slice(0, 8).map(Math.sqrt)].map((root) =>
  Math.floor((root % 1) * 2 ** 32),
);
