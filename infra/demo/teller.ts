import type { Person } from './people.js';
import type { Traced } from './traced.js';

const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: '2-digit',
  month: 'short',
  timeZone: 'Europe/London',
});

const colours = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
const paint = (code: number, text: string): string =>
  colours ? `\u001b[${code}m${text}\u001b[0m` : text;
const faint = (text: string): string => paint(2, text);
const strong = (text: string): string => paint(1, text);

const counted = (names: readonly string[]): string => {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return [...times].map(([name, count]) => (count > 1 ? `${name} ×${count}` : name)).join(', ');
};

export interface Teller {
  chapter(title: string): void;
  step(at: string, who: Person, what: string, events: readonly Traced[]): void;
  note(text: string): void;
}

/** The story on a terminal: who, what, which events, and which other services reacted. */
export class TerminalTeller implements Teller {
  private day = '';

  constructor(private readonly say: (line: string) => void) {}

  chapter(title: string): void {
    this.say(`\n${strong(title)}`);
  }

  step(at: string, who: Person, what: string, events: readonly Traced[]): void {
    const day = DAY.format(new Date(at)).replace(',', '');
    const shown = day === this.day ? ' '.repeat(day.length) : day;
    this.day = day;
    this.say(`${strong(shown)}  ${who.name}, ${who.agency}: ${what}`);
    // What a person's command recorded was caused by itself; a reaction was caused by a message.
    const own = events.filter((event) => event.causation === event.command);
    const reactions = events.filter((event) => event.causation !== event.command);
    const indent = ' '.repeat(day.length + 2);
    for (const [service, types] of byService(own))
      this.say(faint(`${indent}${service}: ${counted(types)}`));
    for (const [service, types] of byService(reactions))
      this.say(faint(`${indent}  -> ${service}: ${counted(types)}`));
  }

  note(text: string): void {
    this.say(`${' '.repeat(12)}${text}`);
  }
}

const byService = (events: readonly Traced[]): ReadonlyMap<string, readonly string[]> => {
  const services = new Map<string, string[]>();
  for (const event of events) {
    const types = services.get(event.service) ?? [];
    types.push(event.type);
    services.set(event.service, types);
  }
  return services;
};
