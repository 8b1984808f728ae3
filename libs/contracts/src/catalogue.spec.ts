import { catalogue, contractOf, jsonSchemaOf } from './catalogue.js';

const kebab = (fact: string): string => fact.replace(/(?<=[a-z0-9])([A-Z])/g, '-$1').toLowerCase();

/** What would tell who somebody is, or what was said of them. */
const PERSONAL = /name|birth|address|postcode|phone|nhs|email|text|notes?$|comment$|minutes|goal/i;

const propertyNames = (schema: unknown): readonly string[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties } = schema as { properties?: Record<string, unknown> };
  return [...Object.keys(properties ?? {}), ...Object.values(schema).flatMap(propertyNames)];
};

describe('the catalogue of published events', () => {
  it('names each once', () => {
    const types = catalogue.map(({ type }) => type);
    expect(new Set(types).size).toBe(types.length);
  });

  it('finds a contract by its type, and none by another', () => {
    expect(contractOf('referral.referral-sent.v1')?.fact).toBe('ReferralSent');
    expect(contractOf('referral.referral-lost.v1')).toBeUndefined();
  });

  describe.each(catalogue.map((contract) => [contract.type, contract] as const))(
    '%s',
    (type, contract) => {
      it('is named after its owner and its fact, with a version', () =>
        expect(type).toBe(`${contract.owner}.${kebab(contract.fact)}.v1`));

      it('says what it means in a sentence', () =>
        expect(contract.meaning).toMatch(/^[A-Z].{15,}\.$/s));

      it('has an example that is one', () =>
        expect(contract.schema.safeParse(contract.example).error).toBeUndefined());

      it('lets fields be added', () =>
        expect(
          contract.schema.parse({ ...contract.example, addedLater: 'by the owner' }),
        ).toMatchObject({ addedLater: 'by the owner' }));

      it('refuses an event that lacks what it promises', () =>
        expect(contract.schema.safeParse({}).success).toBe(false));

      it('holds ids, codes and dates, and nothing that tells who somebody is', () =>
        expect(propertyNames(jsonSchemaOf(contract)).filter((name) => PERSONAL.test(name))).toEqual(
          [],
        ));
    },
  );
});
