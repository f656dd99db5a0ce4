import { createConfig, lintFromString } from '@redocly/openapi-core';
import { type Contract, documentFile } from './document.mts';

/** Redocly's strictest set, without what a document of one service has no use for. */
const config = await createConfig({
  extends: ['recommended-strict'],
  rules: {
    // The whole platform has one licence; it is in the repository.
    'info-license': 'off',
    'info-license-strict': 'off',
    'tag-description': 'off',
    // A redirect is an answer as well: `operations.mts` says so.
    'operation-2xx-response': 'off',
    'no-required-schema-properties-undefined': 'error',
    'operation-4xx-response': 'error',
    'path-params-defined': 'error',
    'paths-kebab-case': 'error',
    'spec-strict-refs': 'error',
  },
});

/** What a document breaks of the OpenAPI standard and of good custom, a sentence each. */
export async function standardProblems({ service, document }: Contract): Promise<string[]> {
  const problems = await lintFromString({
    source: JSON.stringify(document),
    absoluteRef: documentFile(service),
    config,
  });
  return problems.map(({ ruleId, message, location }) => {
    const pointer = location[0]?.pointer ?? '#/';
    return `${message} (${ruleId} at ${pointer.replaceAll('~1', '/')})`;
  });
}
