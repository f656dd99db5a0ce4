import { type BatchStatement, WriteBatch } from './write-batch';

describe('a batch of writes', () => {
  it('is sent before it exceeds the maximum number of values', async () => {
    const sent: BatchStatement[] = [];
    const send = (statement: BatchStatement): Promise<readonly number[]> => {
      sent.push(statement);
      return Promise.resolve([1, 1]);
    };
    await WriteBatch.around(undefined, async (batch) => {
      for (const [table, count] of Object.entries({ a: 15_000, b: 5_000, c: 1, d: 20_000 })) {
        const values = Array<number>(count).fill(0);
        const result = { affectedRows: 1, insertId: 1 };
        await batch.add({ text: `insert into "${table}"`, values }, { table, result }, send);
      }
    });
    expect(sent.map(({ values }) => values.length)).toEqual([20_000, 1, 20_000]);
  });
});
