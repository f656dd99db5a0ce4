import { ANY_OF_EXTENSION, ONE_OF_EXTENSION } from './variants';

describe('the extensions of schemas', () => {
  it('have valid names for extensions', () => {
    for (const name of [ONE_OF_EXTENSION, ANY_OF_EXTENSION]) expect(name).toMatch(/^x-[a-z-]+$/);
    expect(ONE_OF_EXTENSION).not.toBe(ANY_OF_EXTENSION);
  });
});
