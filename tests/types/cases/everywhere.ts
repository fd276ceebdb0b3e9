// Compiled under every resolution mode and library, so it names no global that only some hosts have.
import {
  type ChannelAccount,
  type List,
  type Page,
  PolyvError,
  type PolyvErrorKind,
  parseChannelAccount,
  parseResponse,
  parseViewer,
  ready,
  type Viewer,
} from "polyv-edge";
import {
  createHandler,
  PolyvClient,
  type RequestOptions,
  type RouteData,
  type RouteItem,
  type RouteOptions,
  redactChannelAccount,
  redactViewer,
} from "polyv-edge/edge";
import { messages } from "polyv-edge/messages";

/** Compiles where both types are the same, not merely assignable. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <_T extends true>() => {};

const client = new PolyvClient({ appId: "id", appSecret: "secret", signatureMethod: "SHA256", nonce: true });

export const inWords = (error: PolyvError): string => messages("zh")[error.kind];

/** The names, and those among them that must be there. */
type Shape<T> = [keyof T, { [K in keyof T]-?: object extends Pick<T, K> ? never : K }[keyof T]];
type Params<Name extends "getViewer" | "getChannelAccount" | "listChannelAccounts" | "listViewers"> = NonNullable<
  Parameters<PolyvClient[Name]>[0]
>;
type Fields<T> = Omit<T, "unusable" | "labels">;

/** What the crate declares of an endpoint is what POLYV's description says. */
export function declared(viewer: Fields<Viewer>, role: Fields<ChannelAccount>) {
  type Options = RouteOptions<"GET /live/v2/channelAccount/{channelId}/account">;
  same<Same<Shape<Params<"getChannelAccount">>, Shape<Options["params"] & Options["query"]>>>();
  type Roles = RouteOptions<"GET /live/v2/channelAccount/{channelId}/accounts">;
  same<Same<Shape<Params<"listChannelAccounts">>, Shape<Roles["params"]>>>();
  same<Same<Shape<Params<"getViewer">>, Shape<RouteOptions<"GET /live/v4/user/viewer-record/get">["query"]>>>();
  type Viewers = NonNullable<RouteOptions<"GET /live/v4/user/viewer-record/list">["query"]>;
  same<Same<Shape<Params<"listViewers">>, Shape<Viewers>>>();
  type Described = RouteData<"GET /live/v4/user/viewer-record/get">;
  same<Same<keyof Viewer, keyof Described | "unusable">>();
  same<Same<RouteItem<"GET /live/v4/user/viewer-record/list">, Described>>();
  type DescribedRole = RouteData<"GET /live/v2/channelAccount/{channelId}/account">;
  same<Same<keyof ChannelAccount, keyof DescribedRole | "unusable">>();
  // What POLYV promises may be missing all the same.
  viewer satisfies { [Name in keyof Fields<Described>]?: Described[Name] | null };
  role satisfies { [Name in keyof Fields<DescribedRole>]?: DescribedRole[Name] | null };
}

export async function calls() {
  const viewer = await client.getViewer({ viewerUnionId: "1_a" });
  same<Same<typeof viewer, Viewer>>();
  same<Same<typeof viewer.viewerUnionId, string>>();
  same<Same<typeof viewer.latestAuthTime, number | null | undefined>>();
  same<Same<typeof viewer.mobile, string | null | undefined>>();

  const account = await client.getChannelAccount({ channelId: 2149710, account: "0062149710" }, { timeoutMs: 1000 });
  same<Same<typeof account, ChannelAccount>>();
  same<Same<typeof account.channelId, string>>();

  const unknownAnswer = await client.request("POST /live/v3/a", {
    query: { ids: ["1", 2], empty: "" },
    json: { a: [1] },
  });
  same<Same<typeof unknownAnswer, unknown>>();

  const { data, httpStatus, requestId, attempts } = await client.getViewer({ viewerUnionId: "1_a" }).withResponse();
  same<Same<typeof data, Viewer>>();
  same<Same<[typeof httpStatus, typeof requestId, typeof attempts], [number, string | undefined, number]>>();
  client.signedUrl("GET /live/v3/a", { query: { a: 1 }, timestamp: 1712054271000 }) satisfies string;
  same<Same<ReturnType<typeof ready>, Promise<void>>>();
  await ready();
}

export async function lists() {
  const page = await client.listViewers({ pageNumber: 1, pageSize: 100 });
  same<Same<typeof page, Page<Viewer>>>();
  same<Same<typeof page.contents, Viewer[]>>();
  for await (const viewer of client.listViewers()) same<Same<typeof viewer, Viewer>>();
  const roles = await client.listChannelAccounts({ channelId: "2149710" });
  same<Same<typeof roles, List<ChannelAccount>>>();
  roles satisfies ChannelAccount[];

  const viewers = await client.getViewers(["1_a"] as const, { concurrency: 2 });
  same<Same<typeof viewers, (Viewer | PolyvError)[]>>();
  for await (const { index, result } of client.getChannelAccounts([{ channelId: 1, account: "01" }])) {
    same<Same<typeof index, number>>();
    if (!(result instanceof PolyvError)) same<Same<typeof result, ChannelAccount>>();
  }
}

export function options() {
  new PolyvClient({
    appId: "id",
    appSecret: "secret",
    retries: 0,
    rateLimit: { calls: 100, windowMs: 1000 },
    headers: { "x-gateway": "1" },
    onAttempt: ({ method, path, attempt }) => `${method} ${path} ${attempt}`,
    onCall: ({ durationMs, httpStatus, kind, context }) => {
      same<Same<typeof durationMs, number>>();
      same<Same<typeof httpStatus, number | undefined>>();
      same<Same<typeof context, unknown>>();
      same<Same<typeof kind, PolyvErrorKind | undefined>>();
    },
  }).dispose();
  client.withOptions({ appId: "id", appSecret: "secret", rateLimit: false }) satisfies PolyvClient;
}

export function parsers(bytes: Uint8Array) {
  same<Same<ReturnType<typeof parseViewer>, Viewer>>();
  parseChannelAccount(bytes);
  parseChannelAccount({ code: 200 });
  const list = parseResponse<string[]>("{}");
  same<Same<typeof list, string[]>>();
  redactViewer(parseViewer("{}"));
  const shown = redactChannelAccount(parseChannelAccount("{}"));
  shown.nickname;
  // @ts-expect-error a secret is gone, also for the compiler
  shown.passwd;
  // @ts-expect-error
  shown.pushUrl;
}

export function errors(error: unknown) {
  if (!(error instanceof PolyvError)) return;
  error satisfies Error & { httpStatus: number | undefined; retryAfterMs: number | undefined; retryable: boolean };
  // @ts-expect-error no such kind
  if (error.kind === "unknown") return;
  if (error.kind === "aborted") same<Same<typeof error.kind, "aborted">>();
  // @ts-expect-error read only
  error.kind = "server";
  // @ts-expect-error no such kind
  new PolyvError("unknown", "message");
  new PolyvError("timeout", "message", { attempts: 2 });
}

export function refused(handler: ReturnType<typeof createHandler>) {
  // @ts-expect-error appSecret is missing
  new PolyvClient({ appId: "id" });
  // @ts-expect-error no such hash
  new PolyvClient({ appId: "id", appSecret: "secret", signatureMethod: "SHA1" });
  // @ts-expect-error an option by another name
  new PolyvClient({ appId: "id", appSecret: "secret", timeout: 1 });
  // @ts-expect-error as a number, the account would lose its zeros
  client.getChannelAccount({ channelId: "2149710", account: 62149710 });
  // @ts-expect-error account is missing
  client.getChannelAccount({ channelId: "2149710" });
  // @ts-expect-error the id is text
  client.getViewer({ viewerUnionId: 1 });
  // @ts-expect-error ids are text
  client.getViewers([1]);
  // @ts-expect-error no such option: it is a budget or false
  new PolyvClient({ appId: "id", appSecret: "secret", rateLimit: true });
  // @ts-expect-error authorize is not optional
  createHandler({ client });
  // @ts-expect-error neither text, bytes nor an object
  parseViewer(1);
  // @ts-expect-error no such method
  client.request("PUT /live/v3/a");
  // @ts-expect-error no such option
  const call: RequestOptions = { retry: 1 };
  return [handler, call];
}
