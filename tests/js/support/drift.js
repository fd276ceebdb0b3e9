// Answers whose fields are not what they were: each field, changed in each way. Runs in Node and in pages.
// @ts-check

const HUGE = "653247040368672768";
const MEGABYTE = "观".repeat(350_000);

/** What may stand in the place of a value, as it is written in JSON. @type {Record<string, string | undefined>} */
export const CHANGES = {
  absent: undefined,
  null: "null",
  "empty text": '""',
  "a number": "7",
  text: '"words"',
  "digits as text": '"42"',
  "a float": "1.5",
  "a number beyond 2^53": HUGE,
  "a boolean": "true",
  "a list": '["a",1]',
  "an object": '{"id":{}}',
  "half of a surrogate pair": '"a\\ud83d"',
  "a megabyte of text": `"${MEGABYTE}"`,
};

/** @param {Record<string, unknown>} object @param {string} name @param {string | undefined} json */
function changed(object, name, json) {
  const { [name]: _, ...rest } = object;
  const text = JSON.stringify(rest).slice(1, -1);
  return json === undefined ? `{${text}}` : `{${text}${text ? "," : ""}${JSON.stringify(name)}:${json}}`;
}

/** What arrives of a change: a number that would lose digits is its text. @param {string | undefined} json */
const arrived = (json) => (json === undefined ? undefined : json === HUGE ? HUGE : JSON.parse(json));

/** @param {unknown} a @param {unknown} b */
const same = (a, b) => Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);
/** @param {unknown} value */
const isNothing = (value) => value === undefined || value === null;
/** @param {unknown} value */
const kindOf = (value) => (Array.isArray(value) ? "list" : typeof value);

/**
 * What is wrong with a field after a change; nothing where it holds what arrived, in its own type, or that was set aside.
 *
 * @param {any} object @param {string} name @param {unknown} value As it arrived. @param {unknown} usual
 */
function lost(object, name, value, usual) {
  const got = object[name];
  const aside = object.unusable?.[name];
  if (isNothing(value)) return isNothing(got) && aside === undefined ? undefined : `made up ${short(got)}`;
  if (isNothing(got)) return same(aside, value) ? undefined : `lost ${short(value)}, set aside ${short(aside)}`;
  if (aside !== undefined) return `is both used and set aside: ${short(got)}`;
  if (!isNothing(usual) && kindOf(got) !== kindOf(usual)) return `is ${short(got)}, no ${kindOf(usual)}`;
  // An id that came as a number is its digits, and digits may be a number.
  const isKept = same(got, value) || (typeof value !== "object" && String(got) === String(value));
  return isKept ? undefined : `${short(value)} became ${short(got)}`;
}

/** @param {unknown} value */
const short = (value) => `${JSON.stringify(value)}`.slice(0, 60);

/** All other fields are as they were. @param {any} object @param {any} usual @param {string} name */
function spoilt(object, usual, name) {
  for (const other of new Set([...Object.keys(object), ...Object.keys(usual)])) {
    if (other === name || other === "unusable") continue;
    if (!same(object[other], usual[other]))
      return `${other} changed from ${short(usual[other])} to ${short(object[other])}`;
  }
  return undefined;
}

/**
 * Every field of an object, changed in every way, each as text of an answer and read by a parser.
 *
 * @param {(answer: string) => unknown} parse
 * @param {Record<string, unknown>} data @param {string[]} ids Without which the object is refused.
 * @returns {{ problems: string[], refused: string[], count: number }}
 */
export function driftOfObject(parse, data, ids) {
  const usual = /** @type {any} */ (parse(JSON.stringify({ code: 200, data })));
  /** @type {string[]} */
  const problems = [];
  /** @type {string[]} */
  const refused = [];
  let count = 0;
  for (const name of Object.keys(data)) {
    for (const [change, json] of Object.entries(CHANGES)) {
      count++;
      const title = `${name}, ${change}`;
      try {
        const object = /** @type {any} */ (parse(`{"code":200,"data":${changed(data, name, json)}}`));
        const problem = lost(object, name, arrived(json), usual[name]) ?? spoilt(object, usual, name);
        if (problem) problems.push(`${title}: ${problem}`);
      } catch (error) {
        const { kind, message } = /** @type {any} */ (error);
        if (kind === "invalid_response" && ids.includes(name)) refused.push(title);
        else problems.push(`${title}: ${kind} ${message}`);
      }
    }
  }
  return { problems, refused, count };
}

/**
 * Every field of an envelope, changed in every way: its data as it was, or a typed error.
 *
 * @param {(answer: string) => unknown} parse @param {Record<string, unknown>} envelope
 */
export function driftOfEnvelope(parse, envelope) {
  const usual = parse(JSON.stringify(envelope));
  /** @type {string[]} */
  const problems = [];
  for (const name of Object.keys(envelope)) {
    for (const [change, json] of Object.entries(CHANGES)) {
      try {
        const data = parse(changed(envelope, name, json));
        const expected = name === "data" ? arrived(json) : usual;
        const isKept = same(data, expected) || (isNothing(data) && isNothing(expected));
        if (!isKept) problems.push(`${name}, ${change}: ${short(data)}`);
      } catch (error) {
        if (/** @type {any} */ (error).name !== "PolyvError") problems.push(`${name}, ${change}: ${error}`);
      }
    }
  }
  return problems;
}

/**
 * Every field of a row between two others, changed in every way: the others arrive, and the row, or what is odd of it.
 *
 * @param {(data: string) => Promise<{ items: any[], unusable: any[] | undefined }>} list
 * @param {Record<string, unknown>} row
 */
export async function driftOfRows(list, row) {
  const plain = JSON.stringify(row);
  const [usual] = (await list(`[${plain}]`)).items;
  /** @type {string[]} */
  const problems = [];
  let count = 0;
  for (const name of Object.keys(row)) {
    for (const [change, json] of Object.entries(CHANGES)) {
      count++;
      const title = `${name}, ${change}`;
      const { items, unusable } = await list(`[${plain},${changed(row, name, json)},${plain}]`);
      const [first, last] = [items[0], items[items.length - 1]];
      if (!same(first, usual) || !same(last, usual)) problems.push(`${title}: a row beside it changed`);
      const problem =
        items.length === 3
          ? (lost(items[1], name, arrived(json), usual[name]) ??
            spoilt(items[1], usual, name) ??
            unless(unusable === undefined))
          : unless(
              items.length === 2 &&
                unusable?.length === 1 &&
                unusable[0].field === name &&
                same(unusable[0].value, arrived(json)) &&
                same(unusable[0].row[name], arrived(json)) &&
                !spoilt(unusable[0].row, row, name),
            );
      if (problem) problems.push(`${title}: ${problem}`);
    }
  }
  return { problems, count };
}

/** @param {boolean | undefined} isRight */
const unless = (isRight) => (isRight ? undefined : "it is not among what could not be used, as it arrived");
