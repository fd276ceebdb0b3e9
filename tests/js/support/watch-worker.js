// A team's Worker: its own sign-in, and the watch handler behind it.
// @ts-check
import { verifyCallback } from "polyv-edge/edge";
import { createWatchHandler } from "polyv-edge/watch";

/** @typedef {{ WATCH_ORIGIN: string, DIRECT_KEY: string, EXTERNAL_KEY: string, CUSTOM_KEY: string, APP_SECRET: string }} Env */

const NAMES = new Map([
  ["u_1", "王芳"],
  ["blocked", "李雷"],
]);

/** @param {Request} request */
const signedIn = ({ headers }) => /(?:^|; )session=(\w+)/.exec(headers.get("cookie") ?? "")?.[1];

/** @param {string} body */
const html = (body) => new Response(`<!doctype html>${body}`, { headers: { "content-type": "text/html" } });

/** @param {Env} env @param {string} origin */
function watchHandler(env, origin) {
  return createWatchHandler({
    channels: {
      2149710: { direct: env.DIRECT_KEY },
      2191541: { external: env.EXTERNAL_KEY },
      3100001: { custom: env.CUSTOM_KEY },
    },
    viewer: ({ request, continueUrl }) => {
      const viewerId = signedIn(request);
      if (viewerId) return { viewerId, nickname: NAMES.get(viewerId) ?? viewerId };
      return Response.redirect(`${origin}/sign-in?continue=${encodeURIComponent(continueUrl)}`, 302);
    },
    externalViewer: ({ viewerId }) => {
      const nickname = NAMES.get(viewerId);
      return nickname && viewerId !== "blocked" ? { nickname } : null;
    },
    refusedUrl: `${origin}/refused`,
    watchOrigin: env.WATCH_ORIGIN,
  });
}

export default {
  /** @param {Request} request @param {Env} env */
  async fetch(request, env) {
    const { origin, pathname, searchParams } = new URL(request.url);
    if (pathname.startsWith("/watch/")) return watchHandler(env, origin)(request);
    if (pathname === "/sign-in") {
      const next = searchParams.get("continue") ?? "/";
      return html(`<title>Sign in</title><a href="/signed-in?continue=${encodeURIComponent(next)}">Sign in</a>`);
    }
    if (pathname === "/signed-in") {
      const next = new URL(searchParams.get("continue") ?? "/", origin);
      // The sign-in is an open redirect too, unless it knows where one may continue.
      if (![origin, env.WATCH_ORIGIN].includes(next.origin)) return new Response("no", { status: 400 });
      const headers = { "set-cookie": "session=u_1; HttpOnly; SameSite=Lax; Path=/", location: next.href };
      return new Response(null, { status: 302, headers });
    }
    if (pathname === "/links") {
      const path = searchParams.get("path") ?? "";
      return html(
        `<title>Links</title><link rel="prefetch" href="${path}"><img src="${path}"><a href="${path}">Enter</a>`,
      );
    }
    if (pathname === "/callback") return callback(request, env);
    return html(`<title>${pathname.slice(1)}</title>`);
  },
};

/** @param {Request} request @param {Env} env */
function callback(request, env) {
  try {
    const { event } = verifyCallback(request, { appSecret: env.APP_SECRET });
    return new Response("success", { headers: { "x-event": event } });
  } catch {
    return new Response("refused", { status: 403 });
  }
}
