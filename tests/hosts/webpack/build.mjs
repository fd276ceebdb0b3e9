// `node build.mjs <entry> <target>`: webpack with nothing but an entry, a target and a place to write to.
import { resolve } from "node:path";
import webpack from "webpack";

const [entry, target] = process.argv.slice(2);
const options = { entry: { main: resolve(entry) }, output: { path: resolve("out") } };
webpack({ mode: "production", target, ...options }, (error, stats) => {
  console.log(error ?? stats.toString({ colors: false }));
  if (error || stats.hasErrors()) process.exitCode = 1;
});
