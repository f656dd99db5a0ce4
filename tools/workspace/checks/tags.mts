export const TYPES = [
  'app',
  'contract',
  'client',
  'kernel',
  'platform',
  'testing',
  'e2e',
  'tool',
] as const;

/** What is wrong with a project's tags: each has exactly one scope and one type, and nothing else. */
export function tagProblems(project: string, tags: readonly string[]): string[] {
  const problems: string[] = [];
  for (const kind of ['scope', 'type']) {
    const found = tags.filter((tag) => tag.startsWith(`${kind}:`));
    if (found.length === 0) problems.push(`${project} has no ${kind} tag`);
    if (found.length > 1) problems.push(`${project} has more than one ${kind} tag`);
  }
  const known = new Set<string>(TYPES.map((type) => `type:${type}`));
  for (const tag of tags) {
    // Nx itself marks projects that are npm packages.
    if (tag.startsWith('npm:')) continue;
    if (!known.has(tag) && !/^scope:[a-z][a-z0-9-]*$/.test(tag)) {
      problems.push(`${project} has the unknown tag ${tag}`);
    }
  }
  return problems;
}
