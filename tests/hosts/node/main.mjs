import "./shared/server.mjs";
