import { expect, test } from "vitest";
import { answer } from "./shared/answer.js";

test("calls POLYV and parses", async () => {
  const response = await answer(new Request("https://edge.example/api/check"));
  console.log(`REPORT ${await response.text()}`);
  expect(response.status).toBe(200);
});
