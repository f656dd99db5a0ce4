import { securityHeaders } from './security-headers';

function policyOf(kind: 'api' | 'portal'): string[] {
  return String(securityHeaders(kind)['content-security-policy']).split(';');
}

describe('securityHeaders', () => {
  it('allow inline scripts for Swagger UI only', () => {
    expect(policyOf('api')).toContain("script-src 'self' 'unsafe-inline'");
    expect(policyOf('portal')).toContain("script-src 'self'");
  });

  it.each(['api', 'portal'] as const)('allow no other origins: %s', (kind) => {
    expect(policyOf(kind)).toEqual(
      expect.arrayContaining([
        "default-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "connect-src 'self'",
      ]),
    );
    expect(policyOf(kind).join()).not.toContain('upgrade-insecure-requests');
    expect(securityHeaders(kind)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
    });
  });

  it('let pages of other origins read responses that they may request', () => {
    expect(securityHeaders('api')['cross-origin-resource-policy']).toBe('cross-origin');
  });
});
