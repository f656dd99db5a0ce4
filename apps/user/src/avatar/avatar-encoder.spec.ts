import { ServiceUnavailable } from '@course-plateform/common/http';
import { aPhoto } from '../../test/pictures';
import { AvatarEncoder } from './avatar-encoder';

describe('AvatarEncoder', () => {
  it('encodes one picture at a time, and rejects requests when its queue is long', async () => {
    const encoder = new AvatarEncoder();
    const photo = await aPhoto('teal');
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => encoder.encode(photo)),
    );
    const made = results.filter((one) => one.status === 'fulfilled').map(({ value }) => value);
    expect(made.length).toBeGreaterThanOrEqual(9);
    expect(new Set(made.map(({ version }) => version)).size).toBe(1);
    const refused = results.filter((one) => one.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(ServiceUnavailable);
    await expect(encoder.encode(photo)).resolves.toEqual(made[0]);
  });
});
