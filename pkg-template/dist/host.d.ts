// The types of the host (DOM, Workers, Node, Deno, Bun) where its library declares them, and the part of them that
// matters here where it does not: these declarations compile with any `lib` and any `types`.

/** The instances of a global class, or `Fallback` where the host's library has none of this name. */
type Instance<Name extends string, Fallback> = typeof globalThis extends { [name in Name]: { prototype: infer T } }
  ? T
  : Fallback;

interface MinimalSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** `Request` */
export type HostRequest = Instance<
  "Request",
  {
    readonly method: string;
    readonly url: string;
    readonly headers: { get(name: string): string | null };
    readonly signal: MinimalSignal;
  }
>;

/** `AbortSignal`, by way of `Request`: where it is declared as a class, `globalThis` does not show it. */
export type HostAbortSignal = HostRequest extends { readonly signal: infer T } ? T : MinimalSignal;

/** `Response` */
export type HostResponse = Instance<
  "Response",
  {
    readonly ok: boolean;
    readonly status: number;
    readonly headers: { get(name: string): string | null };
    arrayBuffer(): Promise<ArrayBuffer>;
    json(): Promise<unknown>;
    text(): Promise<string>;
  }
>;

/** `Blob`, which a `File` is too */
export type HostBlob = Instance<
  "Blob",
  { readonly size: number; readonly type: string; arrayBuffer(): Promise<ArrayBuffer> }
>;

interface MinimalUrlSearchParams {
  get(name: string): string | null;
  getAll(name: string): string[];
}

/** `URLSearchParams` */
export type HostUrlSearchParams = Instance<"URLSearchParams", MinimalUrlSearchParams>;

/** `URL` */
export type HostUrl = Instance<"URL", { readonly href: string; readonly searchParams: MinimalUrlSearchParams }>;

/** `FormData`, by way of `Request`: where it is declared as a class, `globalThis` does not show it. */
export type HostFormData = HostRequest extends { formData(): Promise<infer T> }
  ? T
  : { append(name: string, value: string): void };

/** `RequestInit`, of which the client uses these. */
export interface HostRequestInit {
  method: "GET" | "POST";
  headers?: Record<string, string>;
  /** Text, or the form with the files. */
  body?: string | HostFormData;
  redirect: "manual";
  signal: HostAbortSignal;
}
