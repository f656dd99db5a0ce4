/** Somebody as a provider vouches for them. */
export interface ProvenPerson {
  readonly issuer: string;
  /** Who it is at the provider, for ever. */
  readonly subject: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly firstName: string;
  readonly lastName: string;
}
