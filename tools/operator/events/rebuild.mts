import { Failure } from '#workspace/shared/failure.mts';
import { drain } from './drain.mts';
import { SERVICES, type ServiceCommands } from './service.mts';
import { columns } from './table.mts';

interface ReadModel {
  readonly name: string;
  readonly facts: readonly string[];
}

/** Empties a read model, has its sources tell their facts again, and waits until they have arrived. */
export async function rebuild(
  commands: ServiceCommands,
  name: string | undefined,
  seconds: number,
): Promise<number> {
  const models = (await commands.runAll<ReadModel[]>(SERVICES, ['models'])).flatMap(
    ({ service, answer }) => answer.map((model) => ({ service, model })),
  );
  if (name === undefined) {
    const rows = models.map(({ service, model }) => [model.name, service, model.facts.join(', ')]);
    process.stdout.write(`${columns([['read model', 'of', 'made from'], ...rows])}\n`);
    return 0;
  }
  const found = models.find(({ model }) => model.name === name);
  if (!found) {
    const known = models.map(({ model }) => model.name).join(', ');
    throw new Failure(`There is no read model "${name}". There are: ${known}.`);
  }
  const { service, model } = found;
  await commands.run(service, ['reset', name]);
  process.stdout.write(`✔ ${service} has emptied ${name}\n`);
  const sources = Map.groupBy(model.facts, sourceOf);
  for (const [source, facts] of sources) {
    const { events } = await commands.run<{ events: number }>(source, ['retell', ...facts]);
    process.stdout.write(`✔ ${source} tells ${events} facts again\n`);
  }
  return drain(commands, [...sources.keys(), service], seconds);
}

/** `evt.<service>.<aggregate>.<fact>.v1` */
function sourceOf(subject: string): string {
  return subject.split('.')[1] ?? '';
}
