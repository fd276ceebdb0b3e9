import { Hono } from "hono";
import { answer } from "./shared/answer.js";

export default new Hono().all("/api/*", (c) => answer(c.req.raw, c.env));
