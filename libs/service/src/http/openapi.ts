import { createRequire } from 'node:module';
import type { INestApplication, Type } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiProperty,
  DocumentBuilder,
  getSchemaPath,
  SwaggerModule,
} from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { controllersOf } from './routes.js';
import { getMetadataStorage } from 'class-validator';

interface TypeSaid {
  typeFunction(): unknown;
  readonly options?: {
    readonly discriminator?: {
      readonly property: string;
      readonly subTypes: readonly { readonly value: Type }[];
    };
  };
}

/** What @Type() was given: class-transformer keeps it, and has no public way to ask. */
const { defaultMetadataStorage } = createRequire(import.meta.url)(
  'class-transformer/cjs/storage.js',
) as {
  defaultMetadataStorage: {
    findTypeMetadata(target: Type, property: string): TypeSaid | undefined;
  };
};

type Described = Record<string, unknown>;
type Rule = ReturnType<
  ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']
>[number];

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

const nestedType = (dto: Type, property: string): Type | undefined =>
  defaultMetadataStorage.findTypeMetadata(dto, property)?.typeFunction() as Type | undefined;

/** One of several shapes, told apart by a property. */
const oneOf = (dto: Type, property: string, done: Set<Type>): Described | undefined => {
  const told = defaultMetadataStorage.findTypeMetadata(dto, property)?.options?.discriminator;
  if (!told) return undefined;
  const shapes = told.subTypes.map(({ value }) => value);
  for (const shape of shapes) describe(shape, done);
  ApiExtraModels(...shapes)(dto);
  const items = { oneOf: shapes.map((shape) => ({ $ref: getSchemaPath(shape) })) };
  return { type: 'array', items: { ...items, discriminator: { propertyName: told.property } } };
};

/** The pages say what class-validator checks: one declaration, not two. */
const describe = (dto: Type, done: Set<Type>): void => {
  if (done.has(dto)) return;
  done.add(dto);
  const storage = getMetadataStorage();
  const rules = storage.getTargetValidationMetadatas(dto, '', false, false);
  for (const [property, own] of Object.entries(storage.groupByPropertyName(rules))) {
    const nested = nestedType(dto, property);
    if (nested) describe(nested, done);
    const options = own.reduce<Described>((all, rule) => ({ ...all, ...says(rule) }), {});
    const required = !own.some(({ type }) => type === 'conditionalValidation');
    const isArray = own.some(({ each, name }) => each === true || name === 'isArray');
    const shape = oneOf(dto, property, done) ?? {
      ...(nested && { type: () => nested }),
      isArray,
    };
    ApiProperty({ ...options, isArray: undefined, ...shape, required } as never)(
      dto.prototype as object,
      property,
    );
  }
};

const dtosOf = (controller: Type): readonly Type[] =>
  Object.getOwnPropertyNames(controller.prototype)
    .flatMap(
      (method) =>
        (Reflect.getMetadata('design:paramtypes', controller.prototype as object, method) ??
          []) as Type[],
    )
    .filter((it) => it !== Object && it !== String && it !== undefined);

export const openApiOf = (app: INestApplication, service: string): OpenAPIObject => {
  const done = new Set<Type>();
  for (const controller of controllersOf(app))
    for (const dto of dtosOf(controller)) describe(dto, done);
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(`OneStory: ${service}`)
    .setDescription(
      'Commands need an Idempotency-Key and answer with ETag and OneStory-Position. Errors are problem+json ' +
        '(RFC 9457). What you may not see and what is not there look the same.',
    )
    .setVersion('1')
    .addServer(`/${service}`)
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  return SwaggerModule.createDocument(app, config);
};
