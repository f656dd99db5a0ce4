import { type DynamicModule, type InjectionToken, Module } from '@nestjs/common';
import { ObjectStorage } from './object-storage';
import { openStorage } from './open-storage';
import { parseStorageUrl } from './storage-address';
import { StorageSettings } from './storage.settings';

/** Object storage for all modules of a service, listed once in its root module. */
@Module({})
export class StorageModule {
  /** @param settings those of the service, among them `storageSettings` */
  static forRoot(settings: InjectionToken<StorageSettings>): DynamicModule {
    return {
      module: StorageModule,
      global: true,
      providers: [
        { provide: StorageSettings, useExisting: settings },
        {
          provide: ObjectStorage,
          inject: [StorageSettings],
          useFactory: ({ storageUrl }: StorageSettings) => openStorage(parseStorageUrl(storageUrl)),
        },
      ],
      exports: [ObjectStorage, StorageSettings],
    };
  }
}
