import { isPlainAddress } from './address';

describe('isPlainAddress', () => {
  it.each([
    '/things',
    '/things/a..b%2e',
    '/things/..%61',
    '/things?back=../x',
    '/things?back=/../x',
    '/things?back=%2e%2e%2fx%5c',
    '/things?q=100%25',
    '/things?',
    '/things?q=a?b',
  ])('accepts %s', (url) => {
    expect(isPlainAddress(url)).toBe(true);
  });

  it.each([
    '/things/../x',
    '/things/..',
    '/things/%2E/x',
    '/things\\..\\x',
    '/things/..%5cx',
    '/things%00',
    '/things%00?q=1',
    '/things?q=%FF',
    '/things?q=%zz',
  ])('rejects %s', (url) => {
    expect(isPlainAddress(url)).toBe(false);
  });
});
