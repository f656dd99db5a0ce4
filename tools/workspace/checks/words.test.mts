import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../shared/paths.mts';
import { BANNED, filesWithWords, wordProblems } from './words.mts';

const FIXTURES = path.join(import.meta.dirname, 'fixtures', 'words');

describe('names, comments, texts and pages', () => {
  it('use standard terms', () => {
    assert.deepEqual(wordProblems(ROOT, filesWithWords(ROOT)), []);
  });

  it('are searched for banned words: names, comments, test titles and prose, but not values', () => {
    assert.deepEqual(wordProblems(FIXTURES, ['banned.ts', 'banned.md', 'fine.ts', 'fine.md']), [
      'banned.ts:1 "neighbour": say upstream service',
      'banned.ts:2 "askers": say caller',
      'banned.ts:2 "asked": say requested, received',
      'banned.ts:3 "answers": say response, reply, respond, return',
      'banned.ts:4 "Somebody": say a user, a caller',
      'banned.ts:4 "under way": say in flight, in progress',
      'banned.md:1 "Catalogue": say catalog',
      'banned.md:3 "facts": say event',
      'banned.md:3 "told again": say published again',
    ]);
  });

  it('may use a domain word where it is right', () => {
    assert.deepEqual(wordProblems(FIXTURES, ['quiz.ts']), []);
  });

  it('are exempted with a reason, by files that exist', () => {
    const files = filesWithWords(ROOT);
    for (const [pattern, reason] of BANNED.flatMap(({ except = [] }) => except)) {
      assert.ok(
        files.some((file) => pattern.test(file)),
        `${pattern.source} fits no file`,
      );
      assert.ok(reason.length > 10, `${pattern.source} has no reason`);
    }
  });
});
