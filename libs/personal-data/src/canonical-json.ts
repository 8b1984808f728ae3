/** A value that no reader could show or store in a text column. The message holds a path, never the value. */
export class NotStorable extends TypeError {
  constructor(what: string) {
    super(`${what} cannot be recorded. Check the input before it becomes a fact.`);
    this.name = 'NotStorable';
  }
}

/** U+0000 is refused by PostgreSQL's text; a lone surrogate silently becomes U+FFFD in UTF-8. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

const text = (value: string): string => {
  if (UNSTORABLE.test(value)) throw new NotStorable('A text with U+0000 or a lone surrogate');
  return JSON.stringify(value);
};

const members = (value: object): string => {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new NotStorable('An object that is not plain data');
  const parts: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined) parts.push(`${text(key)}:${canonicalJson(member)}`);
  }
  return `{${parts.join(',')}}`;
};

/**
 * JSON with keys in code unit order; absent members are left out, as in JSON.stringify. Encryption hides
 * what is inside, so what would fail every reader later is refused here.
 * @throws NotStorable for anything but plain data, finite numbers and well-formed text.
 */
export const canonicalJson = (value: unknown): string => {
  if (typeof value === 'string') return text(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  if (typeof value === 'object') return members(value);
  throw new NotStorable(`A ${typeof value}`);
};
