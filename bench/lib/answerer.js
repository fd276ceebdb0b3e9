// POLYV's sample viewer on loopback for every request, as cheap as it gets: the Workers shall be what is measured.
// Prints its port; ends when its parent does.
// @ts-check
import { createServer } from "node:net";
import { viewerText } from "./data.js";

const body = viewerText();
const answer = Buffer.from(
  `HTTP/1.1 200 OK\r\ncontent-type: application/json;charset=UTF-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
);
const END = "\r\n\r\n";

const server = createServer((socket) => {
  let rest = "";
  socket.setNoDelay(true);
  socket.on("error", () => socket.destroy());
  socket.on("data", (data) => {
    // Only GETs come, and they have no body.
    const parts = (rest + data.toString("latin1")).split(END);
    rest = parts.pop() ?? "";
    for (let index = 0; index < parts.length; index++) socket.write(answer);
  });
});
server.listen(0, "127.0.0.1", () => {
  console.log(/** @type {import("node:net").AddressInfo} */ (server.address()).port);
});
process.stdin.on("end", () => process.exit(0)).resume();
