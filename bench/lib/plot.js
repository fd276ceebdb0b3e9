// The picture of docs/performance.md: for each target, how far ours is from it. Readable on light and on dark pages.
// @ts-check
import { cellsOf } from "./table.js";
import { isMet } from "./work.js";

const WIDTH = 860;
const ROW = 44;
const TOP = 64;
/** From here to the right, bars; the target is the line in their middle. */
const LEFT = 20;
const BAR = 620;
/** A bar is as long as its share of the target, up to twice the target. */
const MOST = 2;
const TARGET = LEFT + BAR / MOST;

/** @param {import("./work.js").Row[]} rows */
export function plot(rows) {
  const height = TOP + rows.length * ROW + 28;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title">
<title id="title">polyv-edge against its targets: a bar that ends left of the line meets its target</title>
<style>
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .head { font-size: 15px; font-weight: 600 }
  .soft { fill: #59636e }
  .track { fill: #818b981f }
  .yes { fill: #1a7f37 }
  .no { fill: #cf222e }
  .line { stroke: #1f2328; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc }
    .soft { fill: #9198a1 }
    .track { fill: #9198a126 }
    .yes { fill: #3fb950 }
    .no { fill: #f85149 }
    .line { stroke: #f0f6fc }
  }
</style>
<text class="head" x="${LEFT}" y="24">Each figure as a share of its target</text>
<text class="soft" x="${LEFT}" y="46">shorter is better: a bar that ends left of the line meets its target; a full one has missed it by twice or more</text>
${rows.map((row, index) => bar(row, TOP + index * ROW)).join("\n")}
<text class="soft" x="${TARGET}" y="${height - 8}" text-anchor="middle">target</text>
</svg>
`;
}

/** @param {import("./work.js").Row} row @param {number} y */
function bar(row, y) {
  const [work, , against, , , ratio, target] = cellsOf(row);
  const share = row.bound === "at most" ? row.ratio / row.target : row.target / row.ratio;
  const width = (Math.min(share, MOST) / MOST) * BAR;
  const kind = isMet(row) ? "yes" : "no";
  return `<text x="${LEFT}" y="${y + 12}">${inXml(work)} <tspan class="soft">against ${inXml(against)}</tspan></text>
<rect class="track" x="${LEFT}" y="${y + 18}" width="${BAR}" height="12" rx="3"/>
<rect class="${kind}" x="${LEFT}" y="${y + 18}" width="${width.toFixed(1)}" height="12" rx="3"/>
<line class="line" x1="${TARGET}" x2="${TARGET}" y1="${y + 15}" y2="${y + 33}"/>
<text x="${LEFT + BAR + 12}" y="${y + 29}">${ratio} <tspan class="soft">(${inXml(target)}) ${isMet(row) ? "met" : "missed"}</tspan></text>`;
}

/** @param {string} text */
function inXml(text) {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
