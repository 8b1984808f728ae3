/**
 * JSON Schemas of what routes answer, read from their types: what the compiler has checked is not declared twice.
 * A type that says nothing (`unknown`, `object`) gives undefined.
 */
import ts from 'typescript';

const F = ts.TypeFlags;

/** Branded strings, by the name of their alias. */
const FORMATS = { Instant: 'date-time', LocalDate: 'date', Uuid: 'uuid' };

export class Untyped extends Error {}

/** Names that stand for a shape of ours; others are written out where they are used. */
const isOurs = (symbol) =>
  symbol !== undefined &&
  !symbol.name.startsWith('__') &&
  (symbol.declarations ?? []).some(
    (it) => !it.getSourceFile().fileName.includes('/typescript/lib/'),
  );

export class Schemas {
  /** name -> schema, for `components.schemas`. */
  components = {};
  #names = new Map();

  constructor(checker) {
    this.checker = checker;
  }

  /** @throws Untyped */
  of(type) {
    if (type.flags & (F.Any | F.Unknown)) throw new Untyped(this.checker.typeToString(type));
    if (type.flags & F.StringLiteral) return { type: 'string', const: type.value };
    if (type.flags & F.NumberLiteral) return { type: 'number', const: type.value };
    if (type.flags & F.BooleanLiteral)
      return { type: 'boolean', const: this.checker.typeToString(type) === 'true' };
    if (type.flags & F.StringLike) return { type: 'string' };
    if (type.flags & F.NumberLike) return { type: 'number' };
    if (type.flags & F.BooleanLike) return { type: 'boolean' };
    if (type.flags & F.Null) return { type: 'null' };
    if (type.isUnion()) return this.#union(type);
    if (type.isIntersection()) return this.#intersection(type);
    if (type.flags & F.Object) return this.#object(type);
    throw new Untyped(this.checker.typeToString(type));
  }

  #union(type) {
    const members = type.types.filter((it) => !(it.flags & F.Undefined));
    const isNullable = members.some((it) => it.flags & F.Null);
    const said = members.filter((it) => !(it.flags & F.Null));
    const orNull = (schema) => {
      if (!isNullable) return schema;
      if (typeof schema.type === 'string' && !schema.enum)
        return { ...schema, type: [schema.type, 'null'] };
      return { anyOf: [schema, { type: 'null' }] };
    };
    if (said.length > 1 && said.every((it) => it.flags & F.StringLiteral))
      return orNull({ type: 'string', enum: said.map(({ value }) => value).sort() });
    if (said.length > 1 && said.every((it) => it.flags & F.NumberLiteral))
      return orNull({ type: 'number', enum: said.map(({ value }) => value).sort((a, b) => a - b) });
    if (said.length === 2 && said.every((it) => it.flags & F.BooleanLiteral))
      return orNull({ type: 'boolean' });
    const schemas = [
      ...new Map(said.map((it) => this.of(it)).map((it) => [JSON.stringify(it), it])),
    ];
    const distinct = schemas.map(([, schema]) => schema);
    if (distinct.length === 1) return orNull(distinct[0]);
    return { anyOf: [...distinct, ...(isNullable ? [{ type: 'null' }] : [])] };
  }

  #intersection(type) {
    const primitive = type.types.find((it) => it.flags & (F.StringLike | F.NumberLike));
    if (primitive) {
      const format = FORMATS[type.aliasSymbol?.name] ?? (this.#isId(type) ? 'uuid' : undefined);
      return { ...this.of(primitive), ...(format && { format }) };
    }
    return this.#object(type);
  }

  /** `Id<'child'>`, whatever it is called. */
  #isId(type) {
    return (
      type.aliasSymbol?.name === 'Id' ||
      type.types.some((it) =>
        (it.symbol?.declarations ?? []).some((at) =>
          /\/ids\.(d\.)?ts$/.test(at.getSourceFile().fileName),
        ),
      )
    );
  }

  #object(type) {
    const symbol = type.aliasSymbol ?? type.symbol;
    if (type.symbol?.name === 'Date') return { type: 'string', format: 'date-time' };
    if (this.checker.isTupleType(type)) {
      const items = this.checker.getTypeArguments(type).map((it) => this.of(it));
      return { type: 'array', prefixItems: items, minItems: items.length, maxItems: items.length };
    }
    if (this.checker.isArrayLikeType(type)) {
      const [item] = this.checker.getTypeArguments(type);
      if (!item) throw new Untyped(this.checker.typeToString(type));
      return { type: 'array', items: this.of(item) };
    }
    const isNamed =
      isOurs(symbol) && (type.aliasTypeArguments ?? type.typeArguments ?? []).length === 0;
    if (!isNamed) return this.#shape(type);
    if (!this.#names.has(type)) {
      const name = this.#free(symbol.name);
      this.#names.set(type, name);
      this.components[name] = {}; // it may hold itself
      this.components[name] = this.#shape(type);
    }
    return { $ref: `#/components/schemas/${this.#names.get(type)}` };
  }

  #free(name) {
    for (let count = 1; ; count += 1) {
      const free = count === 1 ? name : `${name}${count}`;
      if (this.components[free] === undefined) return free;
    }
  }

  #shape(type) {
    const index = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const properties = this.checker.getPropertiesOfType(type).filter((it) => this.#canBe(it));
    if (properties.length === 0 && !index) throw new Untyped(this.checker.typeToString(type));
    const described = Object.fromEntries(properties.map((it) => [it.name, this.#property(it)]));
    const required = properties
      .filter((it) => !(it.flags & ts.SymbolFlags.Optional))
      .filter((it) => !this.#mayBeUndefined(it))
      .map(({ name }) => name);
    return {
      type: 'object',
      ...(properties.length > 0 && { properties: described }),
      ...(required.length > 0 && { required }),
      ...(index && { additionalProperties: this.of(index) }),
    };
  }

  /** `withdrawn?: never` is how a type says that something is not there. */
  #canBe(property) {
    const type = this.checker.getTypeOfSymbol(property);
    const said = type.isUnion() ? type.types : [type];
    return said.some((it) => !(it.flags & (F.Undefined | F.Never)));
  }

  #mayBeUndefined(property) {
    const type = this.checker.getTypeOfSymbol(property);
    return type.isUnion() && type.types.some((it) => it.flags & F.Undefined);
  }

  #property(property) {
    const schema = this.of(this.checker.getTypeOfSymbol(property));
    const description = descriptionOf(property, this.checker);
    return description && !schema.$ref ? { ...schema, description } : schema;
  }
}

export const descriptionOf = (symbol, checker) =>
  ts.displayPartsToString(symbol.getDocumentationComment(checker)).replaceAll(/\s+/g, ' ').trim() ||
  undefined;
