import { createRequire } from 'node:module';
import type { Type } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import type { Pointed } from './problems.js';

interface NestedSaid {
  typeFunction(): unknown;
  readonly options?: {
    readonly discriminator?: {
      readonly property: string;
      readonly subTypes: readonly { readonly name: string; readonly value: Type }[];
    };
  };
}

/** What @Type() was given: class-transformer keeps it, and has no public way to ask. */
const { defaultMetadataStorage } = createRequire(import.meta.url)(
  'class-transformer/cjs/storage.js',
) as {
  defaultMetadataStorage: {
    findTypeMetadata(target: Type, property: string): NestedSaid | undefined;
  };
};

/** One rule of class-validator, as it was declared. */
export type Rule = ReturnType<
  ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']
>[number];

export interface Property {
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly isRequired: boolean;
  readonly isList: boolean;
  /** The class of an object inside, or of each of a list. */
  readonly nested?: Type;
  /** Several classes, told apart by a property. */
  readonly discriminator?: {
    readonly property: string;
    readonly subTypes: readonly { readonly name: string; readonly value: Type }[];
  };
}

const propertyOf = (request: Type, name: string, rules: readonly Rule[]): Property => {
  const said = defaultMetadataStorage.findTypeMetadata(request, name);
  const nested = said?.typeFunction() as Type | undefined;
  const discriminator = said?.options?.discriminator;
  return {
    name,
    rules,
    isRequired: !rules.some(({ type }) => type === 'conditionalValidation'),
    isList: rules.some((rule) => rule.each || rule.name === 'isArray'),
    ...(nested && { nested }),
    ...(discriminator && { discriminator }),
  };
};

const known = new WeakMap<Type, readonly Property[]>();

/** What a class of a request, or of a part of one, declares: read by the check and by the API's description. */
export const propertiesOf = (request: Type): readonly Property[] => {
  const before = known.get(request);
  if (before) return before;
  const storage = getMetadataStorage();
  const rules = storage.getTargetValidationMetadatas(request, '', false, false);
  const properties = Object.entries(storage.groupByPropertyName(rules)).map(([name, own]) =>
    propertyOf(request, name, own),
  );
  known.set(request, properties);
  return properties;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const ofItem = ({ nested, discriminator }: Property, item: Readonly<Record<string, unknown>>) =>
  discriminator?.subTypes.find(({ name }) => name === item[discriminator.property])?.value ??
  nested!;

/**
 * Objects that are missing, or that are no objects. The libraries take a list for an object whose parts are all
 * good, skip an object that is missing, and fall over a list in a list.
 */
export const misshapen = (value: unknown, request: Type, parent = '#'): readonly Pointed[] =>
  propertiesOf(request)
    .filter(({ nested }) => nested !== undefined)
    .flatMap((property) => {
      const pointer = `${parent}/${property.name}`;
      const said = (value as Readonly<Record<string, unknown>>)[property.name];
      if (said === undefined) return property.isRequired ? [{ pointer, detail: 'is missing' }] : [];
      if (!property.isList) return misshapenItem(said, property, pointer);
      if (!Array.isArray(said)) return [{ pointer, detail: 'is not a list' }];
      return (said as unknown[]).flatMap((item, index) =>
        misshapenItem(item, property, `${pointer}/${index}`),
      );
    });

const misshapenItem = (item: unknown, property: Property, pointer: string): readonly Pointed[] =>
  isObject(item)
    ? misshapen(item, ofItem(property, item), pointer)
    : [{ pointer, detail: 'is not an object' }];
