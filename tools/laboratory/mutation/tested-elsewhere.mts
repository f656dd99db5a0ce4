/** Who tests a library that has no tests, or not all of its tests, in its own folder. */
export const TESTED_ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  'libs/common/http': ['libs/common/testing'],
  'libs/common/service': ['libs/common/testing'],
  'libs/common/auth': ['libs/common/testing'],
  'libs/common/persistence': ['libs/common/testing'],
  'libs/types/platform': ['libs/common/http'],
};
