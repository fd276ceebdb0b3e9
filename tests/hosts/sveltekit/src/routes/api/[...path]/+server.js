import { answer } from "../../../../shared/answer.js";

export const GET = ({ request }) => answer(request);
