import express from "express";
import { answer } from "./shared/answer.js";

const toRequest = ({ method, originalUrl, url, headers }) =>
  new Request(new URL(originalUrl ?? url, "https://edge.example"), { method, headers });
const app = express();
app.all("/api/*path", async (req, res) => {
  const response = await answer(toRequest(req));
  res
    .status(response.status)
    .set(Object.fromEntries(response.headers))
    .send(await response.text());
});
app.listen(process.env.PORT, "127.0.0.1");
