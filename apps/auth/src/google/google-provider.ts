import { Injectable } from '@nestjs/common';
import { type JWTPayload, createRemoteJWKSet, errors, jwtVerify } from 'jose';
import {
  type GoogleCallbackParameters,
  type Profile,
  Strategy,
  type StrategyOptions,
  type VerifyCallback,
} from 'passport-google-oauth20';
import { beginningOf, isVisible, present } from '@course-plateform/common/kernel';
import { AuthServiceSettings } from '../env';
import { GoogleUnavailable, OauthRefused } from './google.errors';
import { LONGEST_NAME, type VerifiedIdentity } from '../identity/verified-identity';
import { verifiedIdentity } from './google-profile';

/** The timeout for all responses of Google together, in milliseconds. */
const TIMEOUT_MS = 5000;

/** The URL for the browser, and the values that verify the callback. */
export interface AuthorizationRedirect {
  readonly location: string;
  readonly codeVerifier: string;
}

interface StrategyRequest {
  readonly query: Readonly<Record<string, string>>;
  readonly state?: string;
  codeVerifier?: string;
}

/** The callbacks of the strategy, which Passport would set. */
interface Outcome {
  redirect(location: string): void;
  success(user: object): void;
  fail(): void;
  error(error: Error): void;
}

/** The caller stores state and verifier; the strategy only passes them through. */
const CALLER_KEEPS_STATE = {
  store(
    request: StrategyRequest,
    verifier: string,
    _state: unknown,
    _meta: unknown,
    done: (error: null, state?: string) => void,
  ): void {
    request.codeVerifier = verifier;
    done(null, request.state);
  },
  verify(
    request: StrategyRequest,
    _state: string,
    _meta: unknown,
    done: (error: null, verifier?: string) => void,
  ): void {
    done(null, request.codeVerifier);
  },
};

type Verify = (
  accessToken: string,
  refreshToken: string,
  params: GoogleCallbackParameters,
  profile: Profile,
  done: VerifyCallback,
) => void;

/** Passport's strategy, and the nonce that the id_token must carry (OpenID Connect Core 3.1.2.1). */
class GoogleStrategy extends Strategy {
  /** Sends the access token in a header, because URLs are logged. */
  constructor(options: StrategyOptions, verify: Verify) {
    super(options, verify);
    this._oauth2.useAuthorizationHeaderforGET(true);
  }

  override authorizationParams(options: { nonce?: string }): object {
    const params = super.authorizationParams(options);
    return options.nonce === undefined ? params : { ...params, nonce: options.nonce };
  }
}

/** Identifies users through Google, or through its stand-in. */
@Injectable()
export class GoogleProvider {
  private readonly strategy: GoogleStrategy | undefined;
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;

  constructor(private readonly settings: AuthServiceSettings) {
    this.keys = createRemoteJWKSet(new URL(settings.googleJwksUrl), {
      timeoutDuration: TIMEOUT_MS,
    });
    this.strategy = strategyOf(settings);
  }

  /** @throws GoogleUnavailable when it is not configured */
  async authorize(state: string, nonce: string): Promise<AuthorizationRedirect> {
    const request: StrategyRequest = { query: {}, state };
    const { location } = (await this.run(request, { nonce })) as { location: string };
    if (!request.codeVerifier) throw new Error('The strategy has made no code verifier');
    return { location, codeVerifier: request.codeVerifier };
  }

  /**
   * Exchanges the code of a callback.
   * @throws OauthRefused when the provider rejects it; GoogleUnavailable when it does not respond
   */
  async exchange(
    code: string,
    { codeVerifier, nonce }: { readonly codeVerifier: string; readonly nonce: string },
  ): Promise<VerifiedIdentity> {
    const request: StrategyRequest = { query: { code }, codeVerifier };
    const { idToken, profile } = (await this.run(request, {})) as {
      idToken?: string;
      profile: Profile;
    };
    const claims = await this.claimsOf(idToken, nonce);
    // OpenID Connect Core 5.3.2: check that the profile belongs to the same user.
    if (claims.sub !== profile.id) throw new OauthRefused();
    return identityOf(claims, profile);
  }

  private run(request: StrategyRequest, options: object): Promise<object> {
    const { strategy } = this;
    if (!strategy) throw new GoogleUnavailable();
    const timer: { late?: NodeJS.Timeout } = {};
    const work = new Promise<object>((resolve, reject) => {
      timer.late = setTimeout(() => reject(new GoogleUnavailable({ retryAfter: 10 })), TIMEOUT_MS);
      const outcome: Outcome = {
        redirect: (location) => resolve({ location }),
        success: resolve,
        fail: () => reject(new OauthRefused()),
        error: (error) => reject(refusalOf(error)),
      };
      const attempt = Object.assign(Object.create(strategy) as GoogleStrategy, outcome);
      Reflect.apply(strategy.authenticate, attempt, [request, options]);
    });
    return work.finally(() => clearTimeout(timer.late));
  }

  private async claimsOf(idToken: string | undefined, nonce: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(idToken ?? '', this.keys, {
        issuer: this.settings.googleIssuer,
        audience: present(this.settings.googleClientId, 'the client id at Google'),
        requiredClaims: ['sub', 'exp', 'nonce'],
        algorithms: ['RS256'],
      });
      if (payload['nonce'] !== nonce) throw new OauthRefused();
      return payload;
    } catch (error) {
      if (error instanceof OauthRefused) throw error;
      const unavailable =
        !(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout;
      throw unavailable
        ? new GoogleUnavailable({ cause: error })
        : new OauthRefused({ cause: error });
    }
  }
}

function strategyOf(settings: AuthServiceSettings): GoogleStrategy | undefined {
  const { googleClientId, googleClientSecret } = settings;
  if (googleClientId === undefined || googleClientSecret === undefined) return undefined;
  const options: StrategyOptions = {
    clientID: googleClientId,
    clientSecret: googleClientSecret,
    callbackURL: settings.googleCallbackUrl,
    authorizationURL: settings.googleAuthorizationUrl,
    tokenURL: settings.googleTokenUrl,
    userProfileURL: settings.googleUserinfoUrl,
    scope: ['openid', 'email', 'profile'],
    pkce: true,
    state: true,
  };
  // Its types support Express sessions only.
  Object.assign(options, { store: CALLER_KEEPS_STATE });
  return new GoogleStrategy(options, (_access, _refresh, params, profile, done) =>
    done(null, { idToken: params.id_token, profile }),
  );
}

/** An error response of the provider is a rejection; no response, or a malformed one, is an outage. */
function refusalOf(error: Error): Error {
  const refused = ['TokenError', 'AuthorizationError'].includes(error.name);
  return refused
    ? new OauthRefused({ cause: error })
    : new GoogleUnavailable({ retryAfter: 10, cause: error });
}

function identityOf(claims: JWTPayload, { displayName, name }: Profile): VerifiedIdentity {
  const { iss = '', sub = '', email, email_verified: verified } = claims;
  if (typeof email !== 'string') throw new OauthRefused();
  const [local = ''] = email.split('@');
  return verifiedIdentity({
    issuer: iss,
    subject: sub,
    email,
    emailVerified: verified === true,
    firstName: nameOf([name?.givenName, displayName, local]),
    // Not every user has a last name, but profiles require one.
    lastName: nameOf([name?.familyName, '–']),
  });
}

/** The first visible one. */
function nameOf(candidates: readonly (string | undefined)[]): string {
  const name = candidates.find((one) => one !== undefined && isVisible(one)) ?? '';
  return beginningOf(name, LONGEST_NAME);
}
