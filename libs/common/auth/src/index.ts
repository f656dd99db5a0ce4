export { ACCESS_TOKEN_ALGORITHM, ACCESS_TOKEN_TYPE, signAccessToken } from './access-token';
export type { AccessTokenSigning, AccessTokenSubject } from './access-token';
export {
  EmailUnverified,
  Forbidden,
  KeysUnavailable,
  TokenExpired,
  TokenInvalid,
  TokenMissing,
} from './auth.errors';
export { AuthGuard } from './auth.guard';
export { AuthModule } from './auth.module';
export { AuthSettings } from './auth.settings';
export { CALLER, currentCaller } from './caller';
export type { Caller } from './caller';
export { EndedSessions } from './ended-sessions';
export { HttpKeySource, KeySource, OWN_KEY_SOURCE } from './key-source';
export { ownedBy, owns } from './ownership';
export type { Ownership, OwnershipClaim } from './ownership';
export { Auth, CurrentUser, IGNORES_TOKEN_EXTENSION, Internal, Public, policyOf } from './policy';
export type { Policy } from './policy';
export { assertPolicies } from './policy-check';
export { RECENT_LIST_TTL_MS } from './recent-list';
export { RoleVersions } from './role-versions';
export type { RoleVersion } from './role-versions';
export { TokenVerifier } from './token-verifier';
