import { Module } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiProperty,
  DocumentBuilder,
  getSchemaPath,
  SwaggerModule,
} from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { PARAMTYPES_METADATA, SELF_DECLARED_DEPS_METADATA } from '@nestjs/common/constants.js';
import { NestFactory } from '@nestjs/core';
import type { ServiceDefinition } from '../definition/service-definition.js';
import { Asked } from './asked.js';
import { HealthController } from '../operations/health.controller.js';
import { OperationsController } from '../operations/operations.controller.js';
import { propertiesOf } from './shapes.js';
import type { Property, Rule } from './shapes.js';

type Described = Record<string, unknown>;
/** What a validation rule says of a property, in OpenAPI's words. */
const says = (rule: Rule): Described => {
  const [first] = (rule.constraints ?? []) as unknown[];
  switch (rule.name ?? rule.type) {
    case 'isString':
      return { type: String };
    case 'isUuid':
      return { type: String, format: 'uuid' };
    case 'isInstant':
      return { type: String, format: 'date-time' };
    case 'isDay':
      return { type: String, format: 'date' };
    case 'isBoolean':
      return { type: Boolean };
    case 'isInt':
    case 'isNumber':
      return { type: Number };
    case 'min':
      return { minimum: first as number };
    case 'max':
      return { maximum: first as number };
    case 'maxLength':
      return { maxLength: first as number };
    case 'isNotEmpty':
      return { minLength: 1 };
    case 'isIn':
      return { enum: [...(first as readonly string[])] };
    case 'isArray':
      return { isArray: true };
    default:
      return {};
  }
};

/** One of several shapes, told apart by a property. */
const oneOf = (request: Type, { discriminator }: Property, done: Set<Type>) => {
  if (!discriminator) return undefined;
  const shapes = discriminator.subTypes.map(({ value }) => value);
  for (const shape of shapes) describe(shape, done);
  ApiExtraModels(...shapes)(request);
  const items = { oneOf: shapes.map((shape) => ({ $ref: getSchemaPath(shape) })) };
  const propertyName = discriminator.property;
  return { type: 'array', items: { ...items, discriminator: { propertyName } } };
};

/** The pages say what class-validator checks: one declaration, not two. */
const describe = (request: Type, done: Set<Type>): void => {
  if (done.has(request)) return;
  done.add(request);
  for (const property of propertiesOf(request)) {
    const { name, rules, nested, isList, isRequired } = property;
    if (nested) describe(nested, done);
    const options = rules.reduce<Described>((all, rule) => ({ ...all, ...says(rule) }), {});
    const shape = oneOf(request, property, done) ?? {
      ...(nested && { type: () => nested }),
      isArray: isList,
    };
    ApiProperty({ ...options, isArray: undefined, ...shape, required: isRequired } as never)(
      request.prototype as object,
      name,
    );
  }
};

const requestsOf = (controller: Type): readonly Type[] =>
  Object.getOwnPropertyNames(controller.prototype)
    .flatMap(
      (method) =>
        (Reflect.getMetadata('design:paramtypes', controller.prototype as object, method) ??
          []) as Type[],
    )
    .filter((it) => it !== Object && it !== String && it !== Asked && it !== undefined);

@Module({})
class DescribedService {}

/** What a constructor asks for: none of it is used, since no route is called. */
const tokensOf = (controller: Type): readonly unknown[] => {
  const types = (Reflect.getMetadata(PARAMTYPES_METADATA, controller) ?? []) as readonly unknown[];
  const named = (Reflect.getMetadata(SELF_DECLARED_DEPS_METADATA, controller) ?? []) as readonly {
    readonly param: unknown;
  }[];
  return [...types, ...named.map(({ param }) => param)];
};

/**
 * What the routes of a service check and where they are, without starting anything: half of its api.json. The
 * other half is what they answer, which only the compiler knows.
 */
export const describeService = async ({
  name,
  routes,
}: Pick<ServiceDefinition, 'name' | 'routes'>): Promise<OpenAPIObject> => {
  const controllers: readonly Type[] = [...routes, HealthController, OperationsController];
  const tokens = [...new Set(controllers.flatMap(tokensOf))];
  const app = await NestFactory.create(
    {
      module: DescribedService,
      controllers: [...controllers],
      providers: tokens.map((provide) => ({ provide: provide as string, useValue: {} })),
    },
    { preview: true, logger: false, abortOnError: false },
  );
  const done = new Set<Type>();
  for (const controller of controllers)
    for (const request of requestsOf(controller)) describe(request, done);
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(`OneStory: ${name}`)
    .setDescription(
      'Commands need an Idempotency-Key and answer with ETag and OneStory-Position. Errors are problem+json ' +
        '(RFC 9457). What you may not see and what is not there look the same. What may be left out is left out: ' +
        'null is refused.',
    )
    .setVersion('1')
    .addServer(`/${name}`)
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  return SwaggerModule.createDocument(app, config);
};
