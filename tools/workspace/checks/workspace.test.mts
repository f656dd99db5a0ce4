import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { createProjectGraphAsync } from 'nx/src/devkit-exports.js';
import { ROOT } from '../shared/paths.mts';
import { folderCycles, importCycles } from './cycles.mts';
import { unusedDependencies } from './dependencies.mts';
import { unknownRoles } from './roles.mts';
import { tagProblems } from './tags.mts';

const graph = await createProjectGraphAsync();
const projects = Object.values(graph.nodes);

describe('tags', () => {
  it('are exactly one scope and one type per project', () => {
    const problems = projects.flatMap(({ name, data }) => tagProblems(name, data.tags ?? []));
    assert.deepEqual(problems, []);
  });

  it('are refused when missing, duplicate or unknown', () => {
    assert.deepEqual(tagProblems('a', ['type:app']), ['a has no scope tag']);
    assert.deepEqual(tagProblems('a', ['scope:a']), ['a has no type tag']);
    assert.deepEqual(tagProblems('a', ['scope:a', 'scope:b', 'type:app']), [
      'a has more than one scope tag',
    ]);
    assert.deepEqual(tagProblems('a', ['scope:a', 'type:ap']), ['a has the unknown tag type:ap']);
    assert.deepEqual(tagProblems('a', ['scope:a', 'type:app', 'scop:a']), [
      'a has the unknown tag scop:a',
    ]);
  });

  it('are all covered by the boundary rule', () => {
    const rule = readFileSync(path.join(ROOT, '.eslintrc.json'), 'utf8');
    const types = new Set(projects.flatMap(({ data }) => data.tags ?? []));
    for (const type of [...types].filter((tag) => tag.startsWith('type:'))) {
      assert.ok(rule.includes(`"sourceTag": "${type}"`), `${type} has no constraint`);
    }
  });
});

describe('imports', () => {
  it('have no cycles', () => {
    assert.deepEqual(importCycles(ROOT, ['apps', 'libs', 'tools']), []);
  });

  it('in a cycle are reported, type imports included', () => {
    const fixture = path.join(import.meta.dirname, 'fixtures', 'cycle');
    assert.deepEqual(importCycles(fixture, ['libs']), [
      ['libs/one/src/egg.ts', 'libs/one/src/hen.ts'],
    ]);
  });

  it('between entities of one service may be mutual', () => {
    const fixture = path.join(import.meta.dirname, 'fixtures', 'entities');
    assert.deepEqual(importCycles(fixture, ['apps']), []);
  });
});

describe('feature folders', () => {
  it('have no circular dependencies', () => {
    assert.deepEqual(folderCycles(ROOT, ['apps', 'libs']), []);
  });

  it('with a circular dependency are reported, even if their files have none', () => {
    const fixture = path.join(import.meta.dirname, 'fixtures', 'folder-cycle');
    assert.deepEqual(importCycles(fixture, ['apps']), []);
    assert.deepEqual(folderCycles(fixture, ['apps']), [['apps/one/src/egg', 'apps/one/src/hen']]);
  });
});

describe('feature files', () => {
  it('have a listed role, or none', () => {
    assert.deepEqual(unknownRoles(ROOT), []);
  });

  it('with an unknown role or not in kebab-case are reported', () => {
    const fixture = path.join(import.meta.dirname, 'fixtures', 'roles');
    assert.deepEqual(unknownRoles(fixture), [
      'apps/one/src/egg/Egg.ts',
      'apps/one/src/egg/egg.manager.ts',
    ]);
  });
});

describe('dependencies', () => {
  it('are used, or listed with a reason', () => {
    assert.deepEqual(unusedDependencies(ROOT), []);
  });

  it('that are unused are reported, as are unneeded exceptions', () => {
    const fixture = path.join(import.meta.dirname, 'fixtures', 'dependencies');
    const reasons = { peer: 'peer of imported', imported: 'none' };
    assert.deepEqual(unusedDependencies(fixture, reasons), [
      'left-over is used nowhere',
      '@types/left-over-too is used nowhere',
      'imported needs no exception',
    ]);
  });
});
