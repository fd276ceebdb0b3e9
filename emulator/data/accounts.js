// The channels and their roles: POLYV's own sample, the ids of its sample URL, and invented assistants and guests.
// @ts-check
import channels from "./channels.json" with { type: "json" };

/** @typedef {Record<string, unknown> & { account: string, channelId: number, pageTurnEnabled: string }} Account */

/** A fresh copy of every channel with its roles. @returns {Map<string, Account[]>} */
export const createChannels = () => new Map(Object.entries(structuredClone(channels)));

/** POLYV's sample, as its page shows it: the channel id is a number here. @type {Account} */
export const SAMPLE_ACCOUNT = channels[2149710][3];
