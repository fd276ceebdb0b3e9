// Compiled with the types of Cloudflare Workers: the handler is a Worker's fetch.
import { createHandler, PolyvClient } from "polyv-edge/edge";

interface Env {
  APP_ID: string;
  APP_SECRET: string;
}

export default {
  fetch(request, env) {
    const client = new PolyvClient({
      appId: env.APP_ID,
      appSecret: env.APP_SECRET,
      fetch: (url, init) => fetch(url, init),
    });
    return createHandler({ client, authorize: () => true })(request);
  },
} satisfies ExportedHandler<Env>;
