export default [
  { index: true, file: "page.jsx" },
  { path: "api/*", file: "api.js" },
];
