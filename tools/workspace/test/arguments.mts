export interface Parted {
  readonly projects: readonly string[];
  readonly options: readonly string[];
}

/** What `test:cov` and `test:watch` begin with; the names of projects come behind it. */
const LEADING = ['--coverage', '--watch', '--watchAll'];

/** The names of projects, and the options. */
export function parted(args: readonly string[]): Parted {
  const [first = '', ...rest] = args;
  if (LEADING.includes(first)) {
    const { projects, options } = parted(rest);
    return { projects, options: [first, ...options] };
  }
  const firstOption = args.findIndex((arg) => arg.startsWith('-'));
  const count = firstOption < 0 ? args.length : firstOption;
  return { projects: args.slice(0, count), options: args.slice(count) };
}
