// The class that callers hold: it reads what they pass, and runs their calls. The wasm holds the account.

import * as wasm from "#wasm";
import { orUndefined } from "../../src/json.js";
import { batch } from "./batch.js";
import { filesForm, jsonText } from "./body.js";
import { PolyvError } from "./error.js";
import { guarded } from "./guard.js";
import { isBrowser } from "./host.js";
import {
  badArgument,
  batchOptions,
  callOptions,
  clientOptions,
  merged,
  requestOptions,
  signedUrlOptions,
} from "./options.js";
import { items, pageList, rejectedList } from "./pages.js";
import { flatten } from "./parameters.js";
import { readRoute } from "./route.js";
import { polyvPromise, run } from "./run.js";
import { getLoginUrl, getViewerTokens } from "./tokens.js";

/** @typedef {Record<string, any>} Options */
/** @typedef {import("#wasm").AccountHandle} AccountHandle */

/** Calls of one batch that are under way at once: what a Worker may have open, with room for one more. */
const CONCURRENCY = 5;
/** What iterating asks for, where the caller names no size: as much as POLYV gives. */
const LARGEST_PAGE = 1000;

/** The names of a page's number, in POLYV's endpoints. */
const PAGE_NUMBERS = ["pageNumber", "page", "currentPage"];

const METHODS = /** @type {const} */ ([
  ...["withOptions", "request", "paginate", "signedUrl", "getViewers", "getChannelAccounts"],
  ...["getViewerTokens", "getLoginUrl", "dispose"],
]);

/** What `withOptions` alone knows: nobody else gets past the checks of the constructor. */
const DERIVED = Symbol("derived");

/** @returns {never} */
function missingOptions() {
  throw badArgument("options are missing: pass { appId, appSecret }");
}

export class PolyvClient {
  /** @type {AccountHandle} */
  #account;
  /** Without the credentials, which the wasm alone keeps. @type {Options} */
  #options;

  /** The names of the endpoints' methods, once they are there. @type {string[] | undefined} */
  static #endpoints;

  /** @param {Options} options @param {symbol} [key] @param {AccountHandle} [parent] */
  constructor(options, key, parent) {
    const isDerived = key === DERIVED;
    const read = isDerived ? options : clientOptions(options ?? missingOptions());
    if (!isDerived) refuseBrowser(read);
    const { appSecret, ...others } = read;
    this.#account = open(read, isDerived ? parent : undefined);
    this.#options = merged(others);
    PolyvClient.#endpoints ??= PolyvClient.#declareEndpoints();
    // Each works without its client in front of it.
    for (const name of [...METHODS, ...PolyvClient.#endpoints]) {
      hide(this, name, /** @type {any} */ (this)[name].bind(this));
    }
  }

  /** Not while the module loads: the wasm, which declares them, comes later. */
  static #declareEndpoints() {
    const lines = guarded(() => wasm.endpoints()).split("\n");
    return lines.map((line, endpoint) => {
      const [name, method, path, answer] = line.split(" ");
      const route = `${method} ${path}`;
      const isPaged = answer === "page";
      /** @this {PolyvClient} @param {any} params @param {Options} [options] */
      function lookup(params, options) {
        return isPaged ? this.#pages(endpoint, route, params, options) : this.#lookup(endpoint, route, params, options);
      }
      hide(PolyvClient.prototype, name, lookup);
      return name;
    });
  }

  /** @param {Options} changes */
  withOptions(changes) {
    const read = clientOptions(changes);
    const options = merged(this.#options, read, { sharesBudget: read.rateLimit === undefined });
    return new PolyvClient(options, DERIVED, this.#account);
  }

  get appId() {
    return this.#options.appId;
  }

  get baseUrl() {
    return this.#options.baseUrl ?? "https://api.polyv.net";
  }

  /** @param {any} ids @param {Options} [options] */
  getViewers(ids, options) {
    return many(ids, options, (viewerUnionId, call) => /** @type {any} */ (this).getViewer({ viewerUnionId }, call));
  }

  /** @param {any} list @param {Options} [options] */
  getChannelAccounts(list, options) {
    return many(list, options, (params, call) => /** @type {any} */ (this).getChannelAccount(params, call));
  }

  /** @param {string} route @param {Options} [options] */
  request(route, options) {
    return polyvPromise(this.#request(route, () => requestOptions(options), options));
  }

  /** @param {string} route @param {Options} [options] */
  paginate(route, options) {
    /** @type {Options} */
    let read;
    /** @type {"form" | "query"} */
    let place;
    /** @type {Options} */
    let given;
    try {
      [read, place, given] = guarded(() => {
        const { isPost } = readRoute(route);
        const read = requestOptions(options);
        const hasForm = read.form || (isPost && read.json === undefined && !read.files);
        const place = hasForm ? "form" : "query";
        // A snapshot: what a caller changes while pages come must change none of them.
        return [read, place, merged(read[place])];
      });
    } catch (error) {
      return this.#refused(error, route, options);
    }
    const name = PAGE_NUMBERS.find((name) => given[name] !== undefined) ?? "pageNumber";
    const first = given[name] ?? 1;
    const ask = async (/** @type {number} */ page) => {
      const paged = merged(read, { idempotent: true, [place]: { ...given, [name]: page } });
      return (await this.#request(route, () => paged, read)).data;
    };
    return { [Symbol.asyncIterator]: () => items(ask, Number(first), beyondLastPage) };
  }

  /** @param {string} route @param {Options} [options] */
  signedUrl(route, options) {
    return guarded(() => {
      const { params, query, timestamp } = signedUrlOptions(options);
      const { isPost, path } = readRoute(route);
      if (isPost) throw badArgument("signedUrl signs a GET: the signature of a POST may be in its body");
      const signed = this.#account.signedUrl(path, flatten(params), flatten(query), timestamp, Date.now());
      if (typeof signed === "string") return signed;
      throw signed;
    });
  }

  /** @param {any} params @param {Options} [options] */
  getViewerTokens(params, options) {
    return getViewerTokens(this, params, options);
  }

  /** @param {any} params @param {Options} [options] */
  getLoginUrl(params, options) {
    return getLoginUrl(this, params, options);
  }

  dispose() {
    this.#account.dispose();
  }

  /** @param {number} endpoint @param {string} route @param {any} params @param {Options} [options] */
  #lookup(endpoint, route, params, options) {
    return polyvPromise(
      this.#runLookup(
        endpoint,
        route,
        () => flatten(params),
        () => callOptions(options),
        options,
      ),
    );
  }

  /** @param {number} endpoint @param {string} route @param {any} params @param {Options} [options] */
  #pages(endpoint, route, params = {}, options) {
    /** @type {Options} */
    let read;
    /** @type {any} */
    let given;
    try {
      [read, given] = guarded(() => {
        const read = callOptions(options);
        // A snapshot: what a caller changes while pages come must change none of them.
        return [read, flatten(params) && { ...params }];
      });
    } catch (error) {
      return this.#refused(error, route, options);
    }
    const { pageNumber: first = 1, pageSize, ...filters } = merged(given);
    const ask = (/** @type {number} */ pageNumber, /** @type {boolean} */ isLarge) => {
      const paged = { ...filters, pageNumber, pageSize: pageSize ?? (isLarge ? LARGEST_PAGE : undefined) };
      return this.#runLookup(
        endpoint,
        route,
        () => flatten(paged),
        () => read,
        read,
      );
    };
    return pageList(ask, first, beyondLastPage);
  }

  /**
   * @param {number} endpoint @param {string} route @param {() => string} readParams @param {() => Options} readOptions
   * @param {any} options As given, for hooks.
   */
  #runLookup(endpoint, route, readParams, readOptions, options) {
    return run(
      (running) => {
        const call = readOptions();
        const [timeoutMs, retries] = this.#limits(call);
        this.#account.lookup(running, endpoint, readParams(), timeoutMs, retries);
        return this.#sending(call);
      },
      this.#hooks(route, options),
    );
  }

  /** @param {string} route @param {() => Options} readOptions @param {any} options As given, for hooks. */
  #request(route, readOptions, options) {
    return run(
      (running) => {
        const call = readOptions();
        const { isPost, path } = readRoute(route);
        const { params, query, form, json, files, idempotent = false } = call;
        if (json !== undefined && files) throw badArgument("json and files exclude each other: a call has one body");
        const body = files ? filesForm(files) : json === undefined ? undefined : jsonText(json);
        const carrier = files ? wasm.Carrier.Files : json === undefined ? wasm.Carrier.Parameters : wasm.Carrier.Json;
        const fields = form && flatten(form);
        // Hosts write a multipart form's line ends so, and what travels is signed.
        const signed = files ? fields?.replace(/\r\n?|\n/g, "\r\n") : fields;
        const texts = /** @type {const} */ ([flatten(params), flatten(query), signed]);
        const [timeoutMs, retries] = this.#limits(call);
        this.#account.request(running, isPost, path, ...texts, carrier, idempotent, timeoutMs, retries);
        return this.#sending(call, body);
      },
      this.#hooks(route, options),
    );
  }

  /** A list that was refused before anything was asked; hooks hear of it. @param {unknown} error @param {string} route @param {any} options */
  #refused(error, route, options) {
    const refuse = () => {
      throw error;
    };
    return rejectedList(run(refuse, this.#hooks(route, options)));
  }

  /** @param {Options} call @returns {[timeoutMs: number | undefined, retries: number | undefined]} */
  #limits(call) {
    return [call.timeoutMs ?? this.#options.timeoutMs, call.retries ?? this.#options.retries];
  }

  /** All that it may hold, so that nothing is inherited. @param {Options} call @param {unknown} [body] */
  #sending(call, body) {
    const { fetch, headers, maxBodyBytes } = this.#options;
    return {
      body,
      as: call.as,
      fetch,
      headers: call.headers ? { ...headers, ...call.headers } : headers,
      signal: call.signal,
      maxBodyBytes: call.maxBodyBytes ?? maxBodyBytes,
    };
  }

  /** @param {string} route @param {any} options */
  #hooks(route, options) {
    const { onAttempt, onCall } = this.#options;
    return { onAttempt, onCall, route, context: onAttempt || onCall ? orUndefined(() => options?.context) : undefined };
  }
}

// `using client = new PolyvClient(…)`. Where the host has no such symbol, compilers of `using` look for this one.
hide(PolyvClient.prototype, Symbol.dispose ?? Symbol.for("Symbol.dispose"), PolyvClient.prototype.dispose);

/** @param {object} object @param {string | symbol} name @param {unknown} value */
function hide(object, name, value) {
  Object.defineProperty(object, name, { value, configurable: true, writable: true });
}

/** @param {Options} options @param {AccountHandle | undefined} parent @returns {AccountHandle} */
function open(
  { appId, appSecret, signatureMethod, nonce = false, baseUrl, allowHttp = false, rateLimit, sharesBudget = false },
  parent,
) {
  const { calls, windowMs } =
    rateLimit === false ? { calls: 0, windowMs: 0 } : (rateLimit ?? { calls: undefined, windowMs: 0 });
  const settings = /** @type {const} */ ([signatureMethod === "SHA256", nonce, baseUrl, allowHttp, calls, windowMs]);
  return guarded(() => {
    const account = new wasm.AccountHandle();
    account.open(parent ?? account, appId, appSecret, ...settings, sharesBudget);
    return account;
  });
}

/** @param {Options} options */
function refuseBrowser({ allowBrowser }) {
  if (allowBrowser || !isBrowser()) return;
  throw badArgument(
    "PolyvClient holds the appSecret and must not run in a browser: call POLYV from a server, and use the parsers of " +
      '"polyv-edge" in the page. Tests that simulate a browser (jsdom, happy-dom): run these with environment: "node"',
  );
}

/** @param {any} list @param {Options | undefined} options @param {(item: any, call: Options) => Promise<unknown>} ask */
function many(list, options, ask) {
  try {
    return guarded(() => {
      const { concurrency = CONCURRENCY, ...call } = batchOptions(options);
      if (!Array.isArray(list)) throw badArgument("what is looked up must be a list");
      const given = Array.from(list);
      return batch(given.length, concurrency, (index) => ask(given[index], call));
    });
  } catch (error) {
    return rejectedList(Promise.reject(error));
  }
}

function beyondLastPage() {
  return new PolyvError("validation", "POLYV serves no page beyond 1000: narrow the query, or take larger pages");
}
