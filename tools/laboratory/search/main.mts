import { parseArgs } from 'node:util';
import { ServiceCommands } from '#operator/events/service.mts';
import { Failure, runTool } from '#workspace/shared/failure.mts';
import { Steps } from '#workspace/shared/steps.mts';
import type { Run } from '#workspace/stack/run.mts';
import { inSession } from '../harness/session.mts';
import { copyDocuments, fillCatalog, fillInstructors } from './fill.mts';
import { measureFreshness } from './freshness.mts';
import { type Times, measureSearch } from './measure.mts';
import { type Searched, startSearched } from './platform.mts';
import { SEARCHES } from './searches.mts';
import { Comparison, type Figures, tableOf } from './table.mts';

const FEW_COURSES = 10_000;
const MOST_COURSES = 2_000_000;

const HELP = `Fills the catalog with courses of words that are as frequent as those of a language, makes the search
documents as an operator would, searches through the running course service, and shows how long it takes: at
${FEW_COURSES} courses and at a million. Ends with 1 when a goal is missed.

  npm run search                        takes a quarter of an hour and some GB of disk meanwhile
  npm run search -- --courses 100000    fewer courses than a million
`;

await runTool(async () => {
  const { values } = parseArgs({
    options: {
      courses: { type: 'string', default: '1000000' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const courses = coursesOf(values.courses);
  const steps = new Steps();
  const compared = await inSession('search', (run) => compare(run, courses, steps));
  if (!compared) return 1;
  process.stdout.write(`\n${tableOf(compared)}\n\n`);
  return compared.isMet ? 0 : 1;
});

function coursesOf(text: string): number {
  const courses = Number(text);
  if (
    !Number.isInteger(courses / FEW_COURSES) ||
    courses <= FEW_COURSES ||
    courses > MOST_COURSES
  ) {
    throw new Failure(
      `--courses takes a multiple of ${FEW_COURSES} above it, at most ${MOST_COURSES}.`,
    );
  }
  return courses;
}

async function compare(run: Run, courses: number, steps: Steps): Promise<Comparison> {
  const searched = await startSearched(run, steps);
  const { stores, categories } = searched;
  const made = { categories, different: FEW_COURSES };
  await steps.step(`Catalog of ${FEW_COURSES} courses`, async () => {
    await fillInstructors(stores, FEW_COURSES);
    await fillCatalog(stores, { from: 0, to: FEW_COURSES }, made);
  });
  const began = performance.now();
  await steps.step(`Search documents of ${FEW_COURSES} courses, from the catalog`, () =>
    new ServiceCommands(stores.urls).run('course', ['reset', 'search']),
  );
  const rebuildMs = performance.now() - began;
  const few = await measureAt(searched, FEW_COURSES, steps);
  await steps.step(`Catalog of ${courses} courses`, () =>
    fillCatalog(stores, { from: FEW_COURSES, to: courses }, made),
  );
  await steps.step(`Search documents of ${courses} courses, copied`, () =>
    copyDocuments(stores, FEW_COURSES, courses),
  );
  return new Comparison(few, await measureAt(searched, courses, steps), rebuildMs);
}

/** Sends every search. */
async function measureAt(searched: Searched, courses: number, steps: Steps): Promise<Figures> {
  const { courseUrl, categories } = searched;
  const made = { categories, different: FEW_COURSES };
  const times = new Map<string, Times>();
  for (const search of SEARCHES) {
    const title = `${search.name}, in ${courses} courses`;
    const measure = () => measureSearch(courseUrl, search, made);
    times.set(search.name, await steps.step(title, measure, wordsOf));
  }
  const freshness = await steps.step(`Publications beside ${courses} courses`, () =>
    measureFreshness(searched),
  );
  return { courses, times, freshness };
}

function wordsOf({ p50, p95 }: Times): string {
  return `${p50.toFixed(1)} ms, 95 % within ${p95.toFixed(1)} ms`;
}
