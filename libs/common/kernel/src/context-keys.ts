import { contextKey } from './request-context';

/** When the caller stops waiting: milliseconds since the epoch, by this machine's clock. */
export const DEADLINE = contextKey<number>('deadline');

/** The access token of the user on whose behalf the work is done; set by whoever has verified it. */
export const CALLER_TOKEN = contextKey<string>('caller-token');

/** The id of the user who caused the work, kept with the events it leads to. */
export const ACTOR = contextKey<string>('actor');
