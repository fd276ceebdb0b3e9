// One answer on its way out: writes the head once, keeps the record in step, and owns every timer a fault needs.
// @ts-check

/**
 * @typedef {object} Recorded
 * @property {string} method
 * @property {string} path
 * @property {Record<string, string>} query
 * @property {string} body empty for a multipart one
 * @property {import("./multipart.js").ReceivedFile[]} [files] of a multipart body
 * @property {string} [refused] why, where the local POLYV refused
 * @property {string} [toSign] the text that should have been signed, with `<appSecret>` for the secret, where the signature is wrong
 * @property {number} status 0 until a status line is sent
 * @property {boolean} aborted true when the connection ended before the answer did
 * @property {number} at when it arrived, by the emulator's clock
 */

export class Exchange {
  /** @param {import("node:http").ServerResponse} response @param {Recorded} record */
  constructor(response, record) {
    this.response = response;
    this.record = record;
    /** @type {NodeJS.Timeout | undefined} */
    this.timer = undefined;
    response.sendDate = false;
    // A client that goes away while a fault is writing is normal here.
    response.on("error", () => {});
    response.on("close", () => {
      record.aborted = !response.writableFinished;
      clearTimeout(this.timer);
    });
  }

  /** @param {number} now */
  setDate(now) {
    this.response.setHeader("date", new Date(now).toUTCString());
  }

  /** @param {import("./answers.js").Answer} answer */
  send(answer) {
    const length = Buffer.byteLength(answer.body);
    this.head(answer.status, { ...answer.headers, "content-length": String(length) });
    this.response.end(answer.body);
  }

  /** @param {number} status @param {Record<string, string>} headers */
  head(status, headers) {
    this.record.status = status;
    this.response.writeHead(status, headers);
  }

  /** Breaks the connection so that the client sees a reset. */
  reset() {
    this.response.socket?.resetAndDestroy();
  }

  /**
   * Runs `step` after `ms`, one at a time, unless the connection ends first.
   * @param {number} ms
   * @param {() => void} step
   */
  later(ms, step) {
    if (!this.response.destroyed) this.timer = setTimeout(step, ms);
  }
}
