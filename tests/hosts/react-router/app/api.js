import { answer } from "../shared/answer.js";

export const loader = ({ request }) => answer(request);
