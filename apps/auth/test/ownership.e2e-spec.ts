import { describeNamedIds, describeOwnership } from '@course-plateform/common/testing';
import document from '../openapi.json';
import { Identity } from '../src/identity/identity.entity';
import { Session } from '../src/session/session.entity';
import { registered, startAuth } from './auth.fixture';

describeOwnership(document, async () => {
  const { auth, stop } = await startAuth();
  const owner = await registered(auth);
  const stranger = await registered(auth);
  const [session] = await auth.stored(Session, { accountId: owner.user.id });
  const identity = new Identity({
    accountId: owner.user.id,
    verified: { issuer: 'google', subject: 'of-somebody-else', email: owner.user.email },
    now: new Date(),
  });
  await auth.em().persist(identity).flush();
  return {
    service: auth,
    stranger: { ...stranger.user, token: stranger.accessToken },
    foreign: { '/auth/sessions/{id}': session?.id ?? '', '/auth/identities/{id}': identity.id },
    stop,
  };
});

describeNamedIds(document, {});
