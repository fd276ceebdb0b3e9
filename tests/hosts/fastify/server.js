import fastify from "fastify";
import { answer } from "./shared/answer.js";

const toRequest = ({ method, originalUrl, url, headers }) =>
  new Request(new URL(originalUrl ?? url, "https://edge.example"), { method, headers });
const app = fastify();
app.all("/api/*", (req) => answer(toRequest(req.raw)));
app.listen({ port: process.env.PORT, host: "127.0.0.1" });
