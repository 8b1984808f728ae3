/** Closes what was opened, the last first, also when opening stops half-way. */
export class Opened {
  private readonly closing: (() => Promise<unknown>)[] = [];

  add<T>(thing: T, close: (thing: T) => Promise<unknown>): T {
    this.closing.push(() => close(thing));
    return thing;
  }

  async close(): Promise<void> {
    for (const close of this.closing.splice(0).reverse()) await close().catch(() => undefined);
  }
}
