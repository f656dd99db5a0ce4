/** How access tokens are checked. */
export interface AuthSettings {
  /** Where the auth service publishes its public keys. */
  readonly jwksUrl: string;
  /** The issuer every token must name. */
  readonly issuer: string;
  /** The audience every token must name. */
  readonly audience: string;
}

/** The `AuthSettings` of the process. */
export const AUTH_SETTINGS = Symbol('AUTH_SETTINGS');
