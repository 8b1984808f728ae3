import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly agency: string;
  readonly agencyId: string;
}

interface AreaFile {
  readonly agencies: readonly { id: string; name: string }[];
  readonly practitioners: readonly {
    id: string;
    name: string;
    jobTitle: string;
    roles: readonly { agency: string }[];
  }[];
  readonly services: readonly { id: string; name: string }[];
}

const read = (area: string): AreaFile =>
  JSON.parse(
    readFileSync(fileURLToPath(new URL(`../../areas/${area}.json`, import.meta.url)), 'utf8'),
  ) as AreaFile;

const ashcombe = read('ashcombe');
const brackenfield = read('brackenfield');

const person = (jobTitle: string, area: AreaFile = ashcombe): Person => {
  const found = area.practitioners.find((it) => it.jobTitle === jobTitle);
  if (!found) throw new Error(`The area file has no ${jobTitle}.`);
  const agencyId = found.roles[0]!.agency;
  const agency = area.agencies.find(({ id }) => id === agencyId)!.name;
  return { id: found.id, name: found.name, agency, agencyId };
};

/** Who acts in the story: people of the development register. */
export const people = {
  indexClerk: person('Index clerk'),
  teacher: person('Class teacher'),
  /** The partner's brother works at the school. */
  brother: person('Teaching assistant'),
  midwife: person('Midwife'),
  healthVisitor: person('Health visitor'),
  healthManager: person('Health visiting manager'),
  coordinator: person('Panel coordinator'),
  chair: person('Panel chair'),
  vice: person('Panel vice chair'),
  health: person('Health panel member'),
  educationWelfare: person('Education welfare panel member'),
  housing: person('Housing panel member'),
  police: person('Police panel member'),
  socialCare: person('Social care panel member'),
  youth: person('Youth panel member'),
  voluntary: person('Voluntary sector panel member'),
  familySupportWorker: person('Family support worker'),
  camhs: person('CAMHS screener'),
  counselling: person('Counselling screener'),
  childrensCentre: person("Children's centre screener"),
  operator: person('Platform operator'),
  analyst: person('Performance analyst'),
  generalPractitioner: person('General practitioner'),
  stranger: person('Family practitioner', brackenfield),
} as const;

const service = (name: string): string => {
  const found = ashcombe.services.find((it) => it.name.startsWith(name));
  if (!found) throw new Error(`The area file has no service ${name}.`);
  return found.id;
};

export const servicesOf = {
  camhs: service('Child and adolescent'),
  counselling: service('Counselling'),
} as const;
