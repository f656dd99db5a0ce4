import { contextKey } from './request-context';

/** When the caller stops waiting: milliseconds since the epoch, by this machine's clock. */
export const DEADLINE = contextKey<number>('deadline');

/** The verified access token of the user on whose behalf the work is done. */
export const CALLER_TOKEN = contextKey<string>('caller-token');

/** The id of the user who caused the work; events that the work publishes carry it. */
export const ACTOR = contextKey<string>('actor');
