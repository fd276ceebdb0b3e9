import { answer } from "../../../shared/answer.js";

export const prerender = false;
export const GET = ({ request }) => answer(request);
