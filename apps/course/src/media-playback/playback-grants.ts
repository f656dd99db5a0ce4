import { Injectable } from '@nestjs/common';
import { SignJWT, errors, jwtVerify } from 'jose';
import { RealClock, SECOND_MS } from '@course-plateform/common/kernel';
import { CourseServiceSettings } from '../env';
import { PlaybackGrantExpired, PlaybackGrantInvalid } from './playback.errors';

const ALGORITHM = 'HS256';
const AUDIENCE = 'media-playback';

/** A token that opens one file for a while, and until when. */
export interface PlaybackGrant {
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Grants in the addresses of files: JWTs (RFC 7519) that name the file and the user. Players send no `Authorization`
 * header, so the address is all that there is, and does not live long.
 */
@Injectable()
export class PlaybackGrants {
  private readonly key: Uint8Array;
  private readonly lifetimeMs: number;

  constructor(
    { playbackSecret, playbackGrantSeconds }: CourseServiceSettings,
    private readonly clock: RealClock,
  ) {
    this.key = new TextEncoder().encode(playbackSecret);
    this.lifetimeMs = playbackGrantSeconds * SECOND_MS;
  }

  /** @param userId undefined for a visitor, who may play previews */
  async sign(mediaId: string, userId: string | undefined): Promise<PlaybackGrant> {
    const now = this.clock.now().getTime();
    const expiresAt = new Date(Math.floor((now + this.lifetimeMs) / SECOND_MS) * SECOND_MS);
    const token = await new SignJWT({ media: mediaId, ...(userId ? { sub: userId } : {}) })
      .setProtectedHeader({ alg: ALGORITHM })
      .setAudience(AUDIENCE)
      .setExpirationTime(expiresAt)
      .sign(this.key);
    return { token, expiresAt };
  }

  /** @throws PlaybackGrantInvalid, PlaybackGrantExpired */
  async verify(token: string, mediaId: string): Promise<PlaybackGrant> {
    const { media, exp } = await this.claimsOf(token);
    if (media !== mediaId || exp === undefined) throw new PlaybackGrantInvalid();
    return { token, expiresAt: new Date(exp * SECOND_MS) };
  }

  private async claimsOf(token: string): Promise<{ media?: unknown; exp?: number }> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: [ALGORITHM],
        audience: AUDIENCE,
        requiredClaims: ['exp'],
        currentDate: this.clock.now(),
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new PlaybackGrantExpired();
      if (error instanceof errors.JOSEError) throw new PlaybackGrantInvalid();
      throw error;
    }
  }
}
