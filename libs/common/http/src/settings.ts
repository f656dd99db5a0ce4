/** The injection token of the service's settings, parsed once at its start. */
export const SETTINGS = Symbol('SETTINGS');
