// One answer on its way out: writes the head once, keeps the record in step, and owns every timer a fault needs.
// @ts-check

/** @typedef {import("../pkg-template/dist/emulator.js").EmulatorRequest} Recorded */

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
