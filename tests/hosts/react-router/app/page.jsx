import * as polyv from "polyv-edge";
import { useEffect } from "react";
import { check, report } from "../shared/page.js";

export default function Page() {
  useEffect(() => report(check(polyv)), []);
  return <p>polyv-edge</p>;
}
