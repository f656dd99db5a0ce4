import { Permission } from '@course-plateform/types/platform';
import { Auth, Internal, Public, policyOf } from './policy';

class Handlers {
  @Auth() signedIn(): void {}
  @Auth(Permission.courseCreate) create(): void {}
  @Public() open(): void {}
  @Public({ ignoresToken: true }) signIn(): void {}
  @Internal() internal(): void {}
}

/** What `@nestjs/swagger` adds to the operation of a handler. */
function documented(handler: keyof Handlers): unknown {
  return Reflect.getMetadata('swagger/apiExtension', Handlers.prototype[handler]);
}

describe('a policy', () => {
  it.each([
    ['signedIn', { kind: 'signed-in' }, { 'x-permission': 'signed-in' }],
    [
      'create',
      { kind: 'signed-in', permission: Permission.courseCreate },
      { 'x-permission': Permission.courseCreate },
    ],
    ['open', { kind: 'public', ignoresToken: false }, { 'x-permission': 'public' }],
    [
      'signIn',
      { kind: 'public', ignoresToken: true },
      { 'x-permission': 'public', 'x-ignores-token': true },
    ],
    ['internal', { kind: 'internal' }, undefined],
  ] as const)(
    'of the handler %s is available to the guard and to OpenAPI',
    (name, policy, extension) => {
      expect(policyOf(Handlers.prototype[name], Handlers)).toEqual(policy);
      expect(documented(name)).toEqual(extension);
    },
  );

  it('defaults to that of the class', () => {
    @Auth(Permission.courseCreate)
    class ByClass {
      @Public() open(): void {}
      create(): void {}
    }
    const { open, create } = ByClass.prototype;
    expect(policyOf(open, ByClass)).toMatchObject({ kind: 'public' });
    expect(policyOf(create, ByClass)).toMatchObject({ permission: Permission.courseCreate });
    expect(policyOf(create, class {})).toBeUndefined();
  });
});
