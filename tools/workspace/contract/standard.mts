import { createConfig, lintFromString } from '@redocly/openapi-core';
import { type Contract, documentFile } from './document.mts';

/** Redocly's strictest set. */
const config = await createConfig({
  extends: ['recommended-strict'],
  rules: {
    // A redirect is a response as well: `operations.mts` says so.
    'operation-2xx-response': 'off',
    'no-required-schema-properties-undefined': 'error',
    'operation-4xx-response': 'error',
    'path-params-defined': 'error',
    'paths-kebab-case': 'error',
    'spec-strict-refs': 'error',
  },
});

/** What a document breaks of the OpenAPI standard and of good custom, a sentence each. */
export async function standardProblems({ service, stored }: Contract): Promise<string[]> {
  const problems = await lintFromString({
    source: JSON.stringify(stored),
    absoluteRef: documentFile(service),
    config,
  });
  return problems.map(({ ruleId, message, location }) => {
    const pointer = location[0]?.pointer ?? '#/';
    return `${message} (${ruleId} at ${pointer.replaceAll('~1', '/')})`;
  });
}
