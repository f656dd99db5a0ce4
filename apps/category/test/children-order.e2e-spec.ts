import { newId } from '@course-plateform/common/kernel';
import { Statements, bearer, migrateFrom } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import type { CategoryNode, CategoryResponse } from '../src/category/category.dto';
import { CategoryFixture } from './category.fixture';

const ROOTS = '/children-order';

describe('the order of categories', () => {
  let fixture: CategoryFixture;
  let parent: CategoryResponse;
  let children: CategoryResponse[];

  beforeAll(async () => {
    fixture = await CategoryFixture.start();
  });

  afterAll(() => fixture.service.stop());

  beforeEach(async () => {
    parent = await fixture.created(`Parent ${newId()}`);
    children = [];
    for (const name of ['Zoo', 'Apple', 'Middle']) {
      children.push(await fixture.created(name, parent.id));
    }
  });

  const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);

  /** The path of the order below a category. */
  const below = ({ id }: { id: string } = parent) => `/${id}${ROOTS}`;

  async function read(path = below()): Promise<{ version: number; categoryIds: string[] }> {
    return (await fixture.get(path, 'en', fixture.admin).expect(200)).body;
  }

  async function arrange(categoryIds: readonly string[], path = below()) {
    const { version } = await read(path);
    return fixture.change('put', path, version, { categoryIds });
  }

  /** The children as the list and the tree show them, which have to agree. */
  async function shown(): Promise<string[]> {
    const { body } = await fixture.get('?tree=true').expect(200);
    const nodes = (body as { items: CategoryNode[] }).items;
    const nested = idsOf(nodes.find(({ id }) => id === parent.id)?.children ?? []);
    const flat = (await fixture.listed()).filter(({ parentId }) => parentId === parent.id);
    expect(idsOf(flat)).toEqual(nested);
    return nested;
  }

  it('is that in which they were made, until it is changed', async () => {
    const [zoo, apple, middle] = idsOf(children) as [string, string, string];
    expect(await shown()).toEqual([zoo, apple, middle]);
    const { body, headers } = await fixture.get(below(), 'en', fixture.admin).expect(200);
    expect(body).toEqual({
      parentId: parent.id,
      categoryIds: [zoo, apple, middle],
      version: expect.any(Number),
    });
    expect(headers.etag).toBe(`"${body.version}"`);
    const response = await arrange([apple, middle, zoo]);
    expect([response.status, response.body]).toEqual([
      200,
      { parentId: parent.id, categoryIds: [apple, middle, zoo], version: body.version + 1 },
    ]);
    expect(await shown()).toEqual([apple, middle, zoo]);
    const late = await fixture.created('A late one', parent.id);
    expect(await shown()).toEqual([apple, middle, zoo, late.id]);
  });

  it('is a version of its own, which the parent and its children do not share', async () => {
    await arrange(idsOf(children).toReversed());
    await fixture.update(parent, { description: 'Still the first version.' }).expect(200);
    for (const child of children) await fixture.update(child, { name: 'Renamed' }).expect(200);
  });

  it('lists each category before those below it', async () => {
    const [zoo, apple] = children as [CategoryResponse, CategoryResponse];
    const lion = await fixture.created('Lion', zoo.id);
    const all = idsOf(await fixture.listed());
    const start = all.indexOf(parent.id);
    expect(all.slice(start, start + 4)).toEqual([parent.id, zoo.id, lion.id, apple.id]);
  });

  it('orders the roots as well', async () => {
    const { categoryIds } = await read(ROOTS);
    const reversed = categoryIds.toReversed();
    const response = await arrange(reversed, ROOTS);
    expect(response.body).toMatchObject({ parentId: null, categoryIds: reversed });
    const roots = (await fixture.listed()).filter(({ parentId }) => parentId === null);
    expect(idsOf(roots)).toEqual(reversed);
  });

  it('names what is missing, from elsewhere and doubled, and stays as it was', async () => {
    const [zoo, apple, middle] = idsOf(children) as [string, string, string];
    const unknown = [newId(), parent.id];
    const before = await read();
    const response = await arrange([apple, ...unknown, zoo, apple, apple]);
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({
      code: 'category.order_invalid',
      missing: [middle],
      unknown,
      doubled: [apple],
      detail:
        'The order leaves out 1 category, names 2 categories from elsewhere, and 1 category more than once.',
    });
    for (const ids of [[], [zoo, apple]]) {
      expect((await arrange(ids)).body.code).toBe('category.order_invalid');
    }
    expect(await read()).toEqual(before);
  });

  it('takes the current version only, and does not change when it is the same', async () => {
    const ids = idsOf(children);
    const { version } = await read();
    const put = (tag: number) => fixture.change('put', below(), tag, { categoryIds: ids });
    expect((await put(version).expect(200)).body.version).toBe(version);
    expect((await put(version - 1).expect(412)).body.code).toBe('request.precondition_failed');
    await fixture.service.http
      .put(`/api/v1/categories${below()}`)
      .set(bearer(fixture.admin))
      .send({ categoryIds: ids })
      .expect(428);
    await fixture.created('New', parent.id);
    await put(version).expect(412);
  });

  it('is one of two at the same time, as a whole', async () => {
    const [zoo, apple, middle] = idsOf(children) as [string, string, string];
    const orders = [
      [middle, apple, zoo],
      [apple, zoo, middle],
    ];
    const { version } = await read();
    const responses = await Promise.all(
      orders.map((categoryIds) => fixture.change('put', below(), version, { categoryIds })),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 412]);
    const winner = orders[responses.findIndex(({ status }) => status === 200)];
    expect(await shown()).toEqual(winner);
  });

  it('keeps a category that is made at the same time', async () => {
    const reversed = idsOf(children).toReversed();
    const [ordered, made] = await Promise.all([
      arrange(reversed),
      fixture.created('Meanwhile', parent.id),
    ]);
    const start = ordered.status === 200 ? reversed : idsOf(children);
    expect([200, 412, 422]).toContain(ordered.status);
    expect(await shown()).toEqual([...start, made.id]);
  });

  it('follows a category that moves, and goes with one that is removed', async () => {
    const [zoo, apple, middle] = children as [CategoryResponse, CategoryResponse, CategoryResponse];
    await fixture.update(zoo, { parentId: apple.id }).expect(200);
    expect(await shown()).toEqual([apple.id, middle.id]);
    expect((await read(below(apple))).categoryIds).toEqual([zoo.id]);
    await fixture.update({ ...zoo, version: 2 }, { parentId: parent.id }).expect(200);
    expect(await shown()).toEqual([apple.id, middle.id, zoo.id]);
    await fixture.change('delete', `/${middle.id}`, 1).expect(204);
    expect((await read()).categoryIds).toEqual([apple.id, zoo.id]);
    await fixture.get(below(middle), 'en', fixture.admin).expect(404);
  });

  it('is for admins, and there for existing categories only', async () => {
    for (const path of [ROOTS, below()]) {
      await fixture.get(path).expect(401);
      await fixture.get(path, 'en', await fixture.service.user(Role.instructor)).expect(403);
    }
    const nil = '00000000-0000-0000-0000-000000000000';
    for (const id of [newId(), nil, 'no-id']) {
      await fixture.get(below({ id }), 'en', fixture.admin).expect(404);
      await fixture.change('put', below({ id }), 1, { categoryIds: [] }).expect(404);
    }
  });

  it('keeps its address from categories', async () => {
    const named = await fixture.created('Children order');
    expect(named.slug).toBe('category-children-order');
    await fixture.update(named, { slug: 'children-order' }).expect(422);
  });

  it('takes few statements, whatever it orders', async () => {
    const { version } = await read();
    const statements = new Statements(fixture.service);
    const categoryIds = idsOf(children).toReversed();
    await fixture.change('put', below(), version, { categoryIds }).expect(200);
    const verbs = statements.take().map((one) => one.split(' ', 2).join(' '));
    expect(verbs).toEqual([
      'begin',
      'select pg_advisory_xact_lock($1)',
      'select "c0".*',
      'update "children_order"',
      'commit',
    ]);
  });

  it('is read with the whole list in four statements, and then in none', async () => {
    const statements = new Statements(fixture.service);
    const read = async (): Promise<string[]> => {
      await fixture.listed();
      return statements.take().map((one) => one.replace(/^.* from "(\w+)".*$/, '$1'));
    };
    const tables = ['children_order', 'category', 'category_replacement', 'course_count'];
    expect(await read()).toEqual(tables);
    expect(await read()).toEqual([]);
    await fixture.created('Another', parent.id);
    statements.take();
    expect(await read()).toEqual(tables);
  });

  it('is by name for categories of earlier releases', async () => {
    const [zoo, apple, middle] = idsOf(children) as [string, string, string];
    await migrateFrom(fixture.service, 'Migration20261129014859', () => Promise.resolve());
    expect((await read()).categoryIds).toEqual([apple, middle, zoo]);
    expect((await read(ROOTS)).categoryIds).toContain(parent.id);
    expect((await read(below({ id: apple }))).categoryIds).toEqual([]);
    expect((await arrange([zoo, apple, middle])).status).toBe(200);
  });
});
