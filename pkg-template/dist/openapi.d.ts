/** A schema of JSON Schema 2020-12. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** A call of the API: a path with its method. */
export interface Operation {
  readonly operationId: string;
  /** POLYV's title. */
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly in: "path" | "query"; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: { readonly [mediaType: string]: { readonly schema: Schema } } };
  readonly responses: { readonly [status: string]: unknown };
  /** `x-polyv-…` and the rest of OpenAPI's fields. */
  readonly [field: string]: unknown;
}

/** POLYV's live API as an OpenAPI 3.1 document. How far its parts are to be trusted: `x-polyv-trust`. */
declare const document: {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly [field: string]: unknown };
  readonly paths: { readonly [path: string]: { readonly get?: Operation; readonly post?: Operation } };
  readonly components: { readonly schemas: { readonly [name: string]: Schema }; readonly [section: string]: unknown };
  readonly [field: string]: unknown;
};
export default document;
