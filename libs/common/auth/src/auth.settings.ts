/** How access tokens are checked. The class is the injection token. */
export abstract class AuthSettings {
  /** Where the auth service publishes its public keys. */
  abstract readonly jwksUrl: string;
  /** The issuer every token must name. */
  abstract readonly issuer: string;
  /** The audience every token must name. */
  abstract readonly audience: string;
}
