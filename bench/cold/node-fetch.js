// A fresh process: the first call of Node's own fetch, which polyv-edge has to wait for as everyone does.
// @ts-check
const from = performance.now();
const response = await fetch(`${process.argv[2]}/live/v4/user/viewer-record/get?viewerUnionId=2_v`);
const { data } = /** @type {{ data: { viewerUnionId: string } }} */ (await response.json());
const done = performance.now();
console.log(JSON.stringify({ viewerUnionId: data.viewerUnionId, imported: 0, total: done - from }));
