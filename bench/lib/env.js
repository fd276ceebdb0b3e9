// What the Workers of the benchmark are given.
// @ts-check

/** @typedef {{ POLYV_APP_ID: string, POLYV_APP_SECRET: string, POLYV_BASE_URL: string }} Env */

export {};
