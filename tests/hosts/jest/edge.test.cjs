const browser = require("polyv-edge");
const edge = require("polyv-edge/edge");

test("a client signs, a reader parses, and both throw one class", () => {
  const client = new edge.PolyvClient({ appId: "id", appSecret: "secret" });
  expect(client.signedUrl("GET /live/a")).toMatch(/sign=[0-9A-F]{32}/);
  expect(() => browser.parseViewer("<html>")).toThrow(edge.PolyvError);
});
