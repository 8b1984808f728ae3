import type { INestApplication, Type } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import type { PersonAct } from '@onestory/access';
import { ACTION } from './asked.js';

interface Route {
  readonly controller: string;
  readonly method: string;
  /** Undefined: nobody said what this route does. */
  readonly action: PersonAct | undefined;
}

interface Container {
  getModules(): Map<string, { readonly controllers: Map<unknown, { readonly metatype: Type }> }>;
}

const controllersOf = (app: INestApplication): readonly Type[] => {
  const { container } = app as unknown as { readonly container: Container };
  return [...container.getModules().values()].flatMap(({ controllers }) =>
    [...controllers.values()].map(({ metatype }) => metatype),
  );
};

/** Every route of a service, found by reflection. */
const routesOf = (app: INestApplication): readonly Route[] =>
  controllersOf(app).flatMap((controller) => {
    const prototype = controller.prototype as Readonly<Record<string, object>>;
    return Object.getOwnPropertyNames(prototype)
      .filter(
        (method) =>
          Reflect.hasMetadata(PATH_METADATA, prototype[method]!) && method !== 'constructor',
      )
      .map((method) => ({
        controller: controller.name,
        method,
        action: Reflect.getMetadata(ACTION, prototype[method]!) as PersonAct | undefined,
      }));
  });

class UndeclaredRoutes extends Error {
  constructor(routes: readonly Route[]) {
    const names = routes.map(({ controller, method }) => `${controller}.${method}`).join(', ');
    super(`${names}: say what the route does, with @Act('<an action of the access rules>').`);
    this.name = 'UndeclaredRoutes';
  }
}

/** @throws UndeclaredRoutes. A route that nobody may decide on is not served. */
export const refuseUndeclared = (app: INestApplication): void => {
  const undeclared = routesOf(app).filter(({ action }) => action === undefined);
  if (undeclared.length > 0) throw new UndeclaredRoutes(undeclared);
};
