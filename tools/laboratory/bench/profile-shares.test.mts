import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sharesOf } from './profile-shares.mts';

describe('profile shares', () => {
  const frame = (id: number, functionName: string, url: string) => ({
    id,
    callFrame: { functionName, url },
  });
  const nodes = [
    frame(1, 'query', 'file:///w/node_modules/a/node_modules/@scope/pg/lib/client.js'),
    frame(2, 'writev', ''),
    frame(3, 'toString', 'node:buffer'),
    frame(4, '(idle)', ''),
    frame(5, '(garbage collector)', ''),
    frame(6, 'ask', 'file:///w/dist/libs/common/rpc/src/rpc-client.js'),
    frame(7, 'handler', 'file:///w/tools/laboratory/bench/raw.mts'),
  ];

  it('split the time per request by library, without idle time', () => {
    const samples = [1, 2, 3, 4, 5, 6, 7, 1];
    const timeDeltas = [5, 40, 10, 20, 1_000, 8, 4, 2];
    assert.deepEqual(
      [...sharesOf({ nodes, samples, timeDeltas }, 2)],
      [
        ['@scope/pg', 20],
        ['Node', 15],
        ['garbage collection', 4],
        ['libs/common/rpc', 2],
        ['the program itself', 1],
      ],
    );
  });
});
