import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FsTree } from 'nx/src/generators/tree.js';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { SERVICES } from '../../../libs/types/platform/src/services.ts';
import { ROOT } from '../shared/paths.mts';
import event from './event/generator.mts';
import feature from './feature/generator.mts';
import migration from './migration/generator.mts';
import { namesOf, pluralOf } from './names.mts';
import rpc from './rpc/generator.mts';
import service from './service/generator.mts';
import {
  addClassMember,
  addDependency,
  addExport,
  addImport,
  addToNamed,
  addToProperty,
} from './source.mts';

/** The checkout, into which nothing is written as long as nobody flushes. */
function workspace(): FsTree {
  return new FsTree(ROOT, false);
}

describe('a generator refuses', () => {
  const database = 'postgres';
  const send = (request: string, callers = 'course') =>
    rpc(workspace(), { service: 'review', request, callers });
  const report = (aggregate: string, consumers: string) =>
    event(workspace(), { service: 'review', aggregate, event: 'reported', consumers });
  const cases: readonly [string, () => Promise<unknown>, RegExp][] = [
    ['a name in another case', () => service(workspace(), { name: 'Foo', database }), /kebab-case/],
    ['a service that is there', () => service(workspace(), { name: 'order', database }), /taken/],
    [
      'the name of another project',
      () => service(workspace(), { name: 'gateway', database }),
      /taken/,
    ],
    ['a word of the language', () => service(workspace(), { name: 'class', database }), /meaning/],
    [
      'an unknown service',
      () => feature(workspace(), { service: 'foo', name: 'bar' }),
      /no service called foo.*review/,
    ],
    [
      'a feature that is there',
      () => feature(workspace(), { service: 'review', name: 'review' }),
      /there already/,
    ],
    [
      'a path of another service',
      () => feature(workspace(), { service: 'review', name: 'quote' }),
      /path quotes is taken/,
    ],
    ['a question without a verb', () => send('review'), /<noun>\.<verb>/],
    ['a question about nothing', () => send('cup.get-many'), /no feature called cup/],
    ['a request nobody may send', () => send('review.get-many', ''), /--callers/],
    ['an event about nothing', () => report('cup', ''), /no feature called cup/],
    ['a consumer without a purpose', () => report('review', 'course'), /<service>:<name>/],
    ['a consumer that is there', () => report('review', 'course:catalog'), /there already/],
    [
      'a migration of a service that is not there',
      async () => migration(workspace(), { service: 'tea' }),
      /There is no service called tea/,
    ],
  ];
  for (const [what, run, sentence] of cases) {
    it(`${what}, in a sentence`, () => assert.rejects(run, sentence));
  }
});

describe('the services in the tree', () => {
  const files = [
    'apps/zebra/project.json',
    'apps/zebra/jest.config.js',
    'apps/zebra/src/main.ts',
    'libs/types/zebra/project.json',
    'libs/types/zebra/jest.config.js',
  ];
  const roots = ['app.module.ts', 'env.ts', 'main.ts', 'mikro-orm.config.ts'];
  const of = (text: string, name: string): string => text.replaceAll('zebra', name);

  it("match the generator's output", async () => {
    const tree = workspace();
    await service(tree, { name: 'zebra', database: 'postgres', skipFinish: true });
    for (const { name } of SERVICES) {
      for (const file of files) {
        const made = of(tree.read(file, 'utf8') ?? '', name);
        assert.equal(tree.read(of(file, name), 'utf8'), made, of(file, name));
      }
      const source = tree.children(`apps/${name}/src`).filter((file) => file.endsWith('.ts'));
      assert.deepEqual(source.sort(), roots, name);
    }
  });
});

describe('names', () => {
  it('are available in every case style', () => {
    assert.deepEqual(namesOf('a feature', 'order-line'), {
      kebab: 'order-line',
      pascal: 'OrderLine',
      camel: 'orderLine',
      snake: 'order_line',
      words: 'order line',
      withArticle: 'an order line',
      factory: 'anOrderLine',
    });
  });

  it('have the expected plural', () => {
    const words = ['review', 'category', 'quiz-box', 'gift-bus', 'day', 'branch'];
    const plurals = ['reviews', 'categories', 'quiz-boxes', 'gift-buses', 'days', 'branches'];
    assert.deepEqual(words.map(pluralOf), plurals);
  });
});

describe('changes to sources', () => {
  it('insert a sorted import, or add the name to an existing one', () => {
    const text = "import { B } from '@nestjs/common';\nimport { x } from './x';\n";
    const more = addImport(text, '@course-plateform/common/http', 'type H', 'A');
    assert.equal(
      more,
      "import { B } from '@nestjs/common';\nimport { A, type H } from '@course-plateform/common/http';\nimport { x } from './x';\n",
    );
    assert.equal(addImport(text, './x', 'a', 'x'), text.replace('{ x }', '{ a, x }'));
  });

  it('replace an empty index', () => {
    assert.equal(addExport('export {};\n', './a', 'b', 'A'), "export { A, b } from './a';\n");
  });

  it("add to empty and filled lists, and create a module's list", () => {
    const module = '@Module({ imports: [] })\nclass A {}\n';
    const first = addToProperty(module, 'imports', 'B');
    assert.equal(first, '@Module({ imports: [ B] })\nclass A {}\n');
    assert.match(addToProperty(first, 'imports', 'C'), /\[ B, C\]/);
    assert.equal(addToProperty(first, 'imports', 'B'), first);
    assert.match(addToProperty(module, 'providers', 'B'), /imports: \[\] , providers: \[B\],/);
    const services = "const s = [{ name: 'a', p: ['x'] }, { name: 'b', p: ['y'] }];";
    assert.match(addToNamed(services, 'b', 'p', "'z'"), /\['x'\].*\['y', 'z'\]/);
  });

  it('add a dependency once, and a method', () => {
    const text = 'class A {\n  constructor(private readonly b: B) {}\n}\n';
    assert.equal(addDependency(text, 'A', 'b: B'), text);
    assert.match(addDependency(text, 'A', 'c: C'), /b: B, private readonly c: C\)/);
    assert.match(
      addDependency('class A {}', 'A', 'c: C'),
      /constructor\(private readonly c: C\) \{\}/,
    );
    assert.match(addClassMember('class A {}', 'A', 'm() {}'), /m\(\) \{\}\n\}/);
  });
});
