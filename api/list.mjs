// Prints docs/routes.md: every documented endpoint, by POLYV's own modules.
import { routesOf } from "./routes.mjs";

/** @typedef {import("./routes.mjs").Route} Route */

/** @param {import("./routes.mjs").Document} document */
export function printList(document) {
  const routes = routesOf(document);
  const unreachable = routes.filter(({ reachable }) => !reachable).length;
  const modules = document.tags.map(({ name, description }) => {
    const rows = routes.filter(({ operation }) => operation.tags.includes(name)).map(row);
    return `## ${description}\n\n| route | title 标题 | notes 备注 | page 文档页 |\n| --- | --- | --- | --- |\n${rows.join("")}`;
  });
  return `# All routes / 全部接口

Generated from \`api/openapi.json\` by \`npm run api\`. How to call them: [api.md](api.md),
[api.zh-CN.md](api.zh-CN.md).

The ${routes.length} endpoints that POLYV documents, with the titles of its pages. Notes: **no**: not reachable with an appSecret
(${unreachable}); **paged**: \`paginate\` reads all pages; **files**: takes an upload; **writes**: a GET that changes data; **bytes**,
**text**: an answer that is no JSON; **group**: asks for the group account's \`appId\` and \`appSecret\`.

保利威文档中的 ${routes.length} 个接口，标题取自官方文档。备注：**no** 不能用 appSecret 调用（${unreachable} 个）；**paged** 可用 \`paginate\` 读取全部分页；
**files** 上传文件；**writes** 会修改数据的 GET；**bytes**、**text** 响应不是 JSON；**group** 需要集团主账号的 \`appId\` 和 \`appSecret\`。

${modules.join("\n")}`;
}

/** @param {Route} route */
function row({ route, operation, reachable, method }) {
  const { summary, requestBody, responses, security } = operation;
  const media = Object.keys(responses[200].content)[0];
  const notes = {
    no: !reachable,
    paged: operation["x-polyv-paging"],
    files: "multipart/form-data" in (requestBody?.content ?? {}),
    writes: method === "GET" && operation["x-polyv-reads"] === false,
    bytes: media === "application/vnd.ms-excel",
    text: media === "text/plain",
    group: security?.some((needs) => "groupAppId" in needs),
  };
  const words = Object.entries(notes).flatMap(([word, holds]) => (holds ? [word] : []));
  return `| \`${route}\` | ${summary} | ${words.join(", ")} | ${operation["x-polyv-pages"].join(", ")} |\n`;
}
