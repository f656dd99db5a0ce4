import { writeFile } from 'node:fs/promises';
import { SettingsInvalid } from '@course-plateform/common/config';
import { Logger, createLogger, logUnhandled } from '@course-plateform/common/observability';
import { createMigration, migrate, openDatabase } from '@course-plateform/common/persistence';
import { runEventsCommand } from './events-command';
import { databaseConnection } from './platform.module';
import { describeService, runService } from './service';
import type { ServiceDefinition } from './service-definition';

/**
 * The entry point of a service. Without an argument it serves until SIGTERM or SIGINT; `openapi <file>` writes the
 * document, `migrate` runs pending migrations, `migration <folder>` writes a missing migration, and `events …` is for
 * operators. A failed start prints one sentence with the reason.
 */
export async function startService(definition: ServiceDefinition): Promise<void> {
  const [command, target, ...rest] = process.argv.slice(2);
  try {
    if (command === undefined) await serve(definition);
    else if (command === 'openapi' && target) await exportDocument(definition, target);
    else if (command === 'migrate') await migrateDatabase(definition);
    else if (command === 'migration' && target) await writeMigration(definition, target);
    else if (command === 'events' && target) await runEventsCommand(definition, [target, ...rest]);
    else
      throw new Error(
        `Unknown command "${command}": use openapi <file>, migrate, migration <folder>, events <command>, or none`,
      );
  } catch (error) {
    process.stderr.write(`${explain(definition.settings.service, error)}\n`);
    process.exit(1);
  }
}

async function serve(definition: ServiceDefinition): Promise<void> {
  const service = await runService(definition, definition.settings.load());
  logUnhandled(process, service.app.get(Logger), (code) => process.exit(code));
  const stop = (): void => {
    service.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${explain(definition.settings.service, error)}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

async function exportDocument(definition: ServiceDefinition, file: string): Promise<void> {
  await writeFile(file, `${JSON.stringify(await describeService(definition), null, 2)}\n`);
}

async function migrateDatabase(definition: ServiceDefinition): Promise<void> {
  const settings = definition.settings.load();
  const orm = await openDatabase(definition.database, databaseConnection(definition, settings));
  const { service } = definition.settings;
  await migrate(orm, definition.database, createLogger({ service, level: settings.logLevel }));
  await orm.close();
}

async function writeMigration(definition: ServiceDefinition, folder: string): Promise<void> {
  const connection = databaseConnection(definition, definition.settings.load());
  const orm = await openDatabase(definition.database, { ...connection, migrationsFolder: folder });
  const file = await createMigration(orm, folder);
  await orm.close();
  process.stdout.write(file ? `${file}\n` : 'The migrations are up to date.\n');
}

function explain(service: string, error: unknown): string {
  if (error instanceof SettingsInvalid) return error.message;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `The ${service} service stopped: ${detail}`;
}
