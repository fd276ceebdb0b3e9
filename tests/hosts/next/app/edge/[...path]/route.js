import { answer } from "../../../shared/answer.js";

export const runtime = "edge";
export const GET = (request) => answer(request);
