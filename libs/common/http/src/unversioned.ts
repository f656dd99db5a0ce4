import { type INestApplication, RequestMethod, SetMetadata } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';

const UNVERSIONED = 'unversioned';

/** Marks a controller whose routes are outside `/api/v1`, because a standard or a browser defines their paths. */
export function Unversioned(): ClassDecorator {
  return SetMetadata(UNVERSIONED, true);
}

/** Puts every route under `/api/v1`, except those of `@Unversioned` controllers. */
export function versionRoutes(app: INestApplication): void {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype),
  );
  const exclude = controllers.filter(isUnversioned).flatMap(routesOf);
  app.setGlobalPrefix('api/v1', { exclude });
}

function isUnversioned(controller: unknown): controller is new () => object {
  return typeof controller === 'function' && Reflect.getMetadata(UNVERSIONED, controller) === true;
}

function routesOf(controller: new () => object): { path: string; method: RequestMethod }[] {
  const base: unknown = Reflect.getMetadata(PATH_METADATA, controller);
  const prototype = controller.prototype as Record<string, object>;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    const method: unknown = handler && Reflect.getMetadata(METHOD_METADATA, handler);
    if (!handler || typeof method !== 'number') return [];
    const own: unknown = Reflect.getMetadata(PATH_METADATA, handler);
    const path = [base, own]
      .map(String)
      .join('/')
      .replaceAll(/\/+/g, '/')
      .replaceAll(/^\/|\/$/g, '');
    return [{ path, method }];
  });
}
