/** What routes answer and how they are described: read from the declarations that tsc -b wrote. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { descriptionOf, Schemas, Untyped } from './schemas.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** What is left of a source that is gone says nothing. */
const sourceOf = (path) => path.replace('/dist/', '/src/').replace(/\.d\.ts$/, '.ts');

const declarationsIn = (folder) =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .filter((name) => name.endsWith('.d.ts') && !/\.spec\.|testing\//.test(name))
    .map((name) => join(ROOT, folder, name))
    .filter((path) => existsSync(sourceOf(path)));

const OPTIONS = {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

/** Only our own declarations are read: no answer is of a package's type, and reading these costs most of the time. */
const programOf = (files) => {
  const host = ts.createCompilerHost(OPTIONS);
  const cache = ts.createModuleResolutionCache(ROOT, (it) => it, OPTIONS);
  host.resolveModuleNameLiterals = (literals, from, redirected, options, file) =>
    literals.map((literal) =>
      /^(\.|@onestory\/)/.test(literal.text)
        ? ts.resolveModuleName(
            literal.text,
            from,
            options,
            host,
            cache,
            redirected,
            ts.getModeForUsageLocation(file, literal, options),
          )
        : { resolvedModule: undefined },
    );
  return ts.createProgram(files, OPTIONS, host);
};

/** One program for all services: most of its cost is what they share. */
export const readTypes = (services) => {
  const shared = declarationsIn('libs/service/dist/operations');
  const own = new Map(services.map((it) => [it, declarationsIn(`apps/${it}/dist`)]));
  const program = programOf([...shared, ...[...own.values()].flat()]);
  const checker = program.getTypeChecker();
  const classesIn = (files) =>
    files.flatMap((file) =>
      program
        .getSourceFile(file)
        .statements.filter((it) => ts.isClassDeclaration(it) && it.name)
        .map((it) => [it.name.text, checker.getTypeAtLocation(it)]),
    );
  return new Map(
    [...own].map(([service, files]) => [
      service,
      new ServiceTypes(checker, new Map(classesIn([...shared, ...files]))),
    ]),
  );
};

class ServiceTypes {
  #checker;
  #classes;

  constructor(checker, classes) {
    this.#checker = checker;
    this.#classes = classes;
    this.schemas = new Schemas(checker);
  }

  /** `ReferralView_read`: the method of that class. */
  #method(operationId) {
    const [name, method] = operationId.split('_');
    const symbol = this.#classes.get(name)?.getProperty(method);
    if (!symbol) throw new Error(`${operationId}: no such method in what tsc -b wrote.`);
    return symbol;
  }

  /** Undefined if the types do not say. */
  answerOf(operationId) {
    const [signature] = this.#checker
      .getTypeOfSymbol(this.#method(operationId))
      .getCallSignatures();
    const returned = this.#checker.getReturnTypeOfSignature(signature);
    try {
      return this.schemas.of(this.#checker.getAwaitedType(returned) ?? returned);
    } catch (error) {
      if (error instanceof Untyped) return undefined;
      throw error;
    }
  }

  descriptionOf(operationId) {
    return descriptionOf(this.#method(operationId), this.#checker);
  }

  /** The description of each property of a class of requests. */
  propertiesOf(className) {
    const properties = this.#classes.get(className)?.getProperties() ?? [];
    return Object.fromEntries(
      properties.map((it) => [it.name, descriptionOf(it, this.#checker)]).filter(([, it]) => it),
    );
  }
}
