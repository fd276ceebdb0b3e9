// A load generator that takes as little of the machine as it can: keep-alive sockets, one request after the other.
// @ts-check
import { connect } from "node:net";

/**
 * @param {{ port: number, connections: number, ms: number }} options
 * @returns {Promise<number>} the number of requests that were answered
 */
export async function load({ port, connections, ms }) {
  const until = performance.now() + ms;
  let index = 0;
  const nextPath = () => (performance.now() < until ? `/2_viewer${index++}` : undefined);
  await Promise.all(Array.from({ length: connections }, () => converse(port, nextPath)));
  return index;
}

/**
 * One connection: asks for one path after the other until there is none. Anything but 200 ends the measurement.
 *
 * @param {number} port @param {() => string | undefined} nextPath @returns {Promise<void>}
 */
function converse(port, nextPath) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let received = "";
    const ask = () => {
      const path = nextPath();
      if (path === undefined) {
        socket.destroy();
        return resolve();
      }
      received = "";
      socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`);
    };
    socket.setNoDelay(true);
    socket.setTimeout(10_000, () => socket.destroy(new Error("the Worker has not answered for 10 s")));
    socket.on("connect", ask);
    socket.on("error", reject);
    socket.on("end", () => reject(new Error("the Worker closed the connection")));
    socket.on("data", (data) => {
      received += data.toString("latin1");
      if (!isComplete(received)) return;
      if (!received.startsWith("HTTP/1.1 200 ")) return socket.destroy(new Error(`not 200: ${received.slice(0, 400)}`));
      ask();
    });
  });
}

/** @param {string} received */
function isComplete(received) {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(received.slice(0, end + 2));
  return length ? received.length >= end + 4 + Number(length[1]) : received.endsWith("\r\n0\r\n\r\n");
}
