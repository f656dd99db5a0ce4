import { Failure } from '#workspace/shared/failure.mts';
import { drain } from './drain.mts';
import { SERVICES, type ServiceCommands } from './service.mts';
import { columns } from './table.mts';

/** As the command `events models` of a service prints it: `ReadModelView` of libs/common/events. */
interface ReadModel {
  readonly name: string;
  /** The subjects of the events it is made from. */
  readonly events: readonly string[];
}

/** Empties a read model, republishes its events from their sources, and waits until they have arrived. */
export async function rebuild(
  commands: ServiceCommands,
  name: string | undefined,
  seconds: number,
): Promise<number> {
  const models = (await commands.runAll<ReadModel[]>(SERVICES, ['models'])).flatMap(
    ({ service, response }) => response.map((model) => ({ service, model })),
  );
  if (name === undefined) {
    const rows = models.map(({ service, model }) => [model.name, service, model.events.join(', ')]);
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
  const sources = Map.groupBy(model.events, sourceOf);
  for (const [source, subjects] of sources) {
    const { events } = await commands.run<{ events: number }>(source, ['republish', ...subjects]);
    process.stdout.write(`✔ ${source} republished ${events} events\n`);
  }
  return drain(commands, [...sources.keys(), service], seconds);
}

/** `evt.<service>.<aggregate>.<event>.v1` */
function sourceOf(subject: string): string {
  return subject.split('.')[1] ?? '';
}
