// What the wasm of the edge build exports, by way of wasm-bindgen's glue.

declare module "#wasm" {
  export enum Carrier {
    Parameters,
    Json,
    Files,
  }

  export class AccountHandle {
    open(
      parent: AccountHandle,
      appId: string | undefined,
      appSecret: string | undefined,
      isSha256: boolean,
      hasNonce: boolean,
      baseUrl: string | undefined,
      allowHttp: boolean,
      calls: number | undefined,
      windowMs: number,
      sharesBudget: boolean,
    ): void;
    lookup(
      running: RunningCall,
      endpoint: number,
      params: string,
      timeoutMs: number | undefined,
      retries: number | undefined,
    ): void;
    request(
      running: RunningCall,
      isPost: boolean,
      path: string,
      params: string,
      query: string,
      form: string | undefined,
      carrier: Carrier,
      isIdempotent: boolean,
      timeoutMs: number | undefined,
      retries: number | undefined,
    ): void;
    signedUrl(path: string, params: string, query: string, timestampMs: number | undefined, wallMs: number): string;
    dispose(): void;
  }

  export class RunningCall {
    step(
      code: number,
      status: number | undefined,
      answer: unknown,
      detail: unknown,
      response: unknown,
      wallMs: number,
      steadyMs: number,
      random: number,
    ): number;
    send(host: object, fetch: unknown, body: unknown, headers: unknown, signal: AbortSignal): unknown;
    requestId(): string | undefined;
    failure(): string | undefined;
    /** Gives the data. */
    // biome-ignore lint/suspicious/noExplicitAny: POLYV's data, of any shape.
    end(): any;
    free(): void;
  }

  // biome-ignore lint/suspicious/noExplicitAny: checked inside.
  type Read = (value: any) => any;
  // biome-ignore lint/suspicious/noExplicitAny: checked inside.
  type Parse = (answer: any, isBorrowed: boolean) => any;
  export const parseViewer: Parse;
  export const parseChannelAccount: Parse;
  export const parseResponse: Parse;
  export const redactViewer: Read;
  export const redactChannelAccount: Read;
  export const redactedOfViewer: (viewer: object) => object;
  export const redactedOfChannelAccount: (account: object) => object;
  export function endpoints(): string;
  export function httpStatusOf(kind: string): number;
  export function keyedSign(key: string, parts: string): string | undefined;
  export function initSync(input: { module: BufferSource | WebAssembly.Module }): unknown;
  export default function init(input: { module_or_path: unknown }): Promise<unknown>;
}

// The browser wasm, deflated and in base64.
declare module "#deflated" {
  const text: string;
  export default text;
}
