import { answer } from "#shared/answer.js";

export default defineEventHandler((event) => answer(toWebRequest(event)));
