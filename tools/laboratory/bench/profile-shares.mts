/** A CPU profile as V8 writes it. */
export interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame }[];
  /** Ids of nodes. */
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
}

/** V8's names for what is no function. */
const OUTSIDE: ReadonlyMap<string, string> = new Map([
  ['(garbage collector)', 'garbage collection'],
  ['(program)', 'system calls and V8'],
  ['(root)', 'system calls and V8'],
]);

/**
 * Microseconds of a request by the library whose functions they were spent in, the most first; what they call in other
 * libraries counts there. Idle time is left out.
 */
export function sharesOf(profile: CpuProfile, requests: number): Map<string, number> {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const shares = new Map<string, number>();
  for (const [index, id] of profile.samples.entries()) {
    const frame = frames.get(id);
    if (!frame || frame.functionName === '(idle)') continue;
    // The time until the next sample is spent where this one was taken.
    const spent = (profile.timeDeltas[index + 1] ?? 0) / requests;
    const library = libraryOf(frame);
    shares.set(library, (shares.get(library) ?? 0) + spent);
  }
  return new Map([...shares].sort(([, a], [, b]) => b - a));
}

function libraryOf({ functionName, url }: CallFrame): string {
  const outside = OUTSIDE.get(functionName);
  if (outside !== undefined) return outside;
  // Functions of V8 and of Node's own C++ have no file.
  if (url === '' || url.startsWith('node:') || url.includes('[native code]')) return 'Node';
  const installed = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (installed !== undefined) return installed;
  const own = /\/dist\/((?:apps|libs\/(?:common|types))\/[^/]+)/.exec(url)?.[1];
  return own ?? 'the program itself';
}
