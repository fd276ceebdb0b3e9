// `node build.mjs <entry> <target> <folder>`: webpack with nothing but an entry, a target and a place to write to.
import { resolve } from "node:path";
import webpack from "webpack";

const [entry, target, folder] = process.argv.slice(2);
webpack(
  { mode: "production", target, entry: { main: resolve(entry) }, output: { path: resolve(folder) } },
  (error, stats) => {
    console.log(error ?? stats.toString({ colors: false }));
    if (error || stats.hasErrors()) process.exitCode = 1;
  },
);
