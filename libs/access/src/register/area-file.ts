import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { localDate } from '@onestory/kernel';
import type {
  AgencyId,
  AreaId,
  LocalDate,
  PractitionerId,
  ReferableServiceId,
} from '@onestory/kernel';
import { ROLES } from '../deciding/actor.js';
import { registerOf, SECTORS } from './register.js';
import type { Area, Register } from './register.js';
import { contradictionsIn } from './register-checks.js';

const id = <I extends string>() => z.uuid().transform((text) => text as I);
const text = z.string().trim().min(1).max(200);
const isDate = (value: string): boolean => {
  try {
    return localDate(value) === value;
  } catch {
    return false;
  }
};
const date = z
  .string()
  .refine(isDate, 'is not a date of the calendar like 2026-03-05')
  .transform((value) => value as LocalDate);
const count = z.int().min(1).max(1000);

const policyOf = <Name extends string, Says extends z.ZodType>(name: Name, says: Says) =>
  z.strictObject({ name: z.literal(name), from: date, says });

const policy = z.discriminatedUnion('name', [
  policyOf('assessment-within', z.strictObject({ workingDays: count })),
  policyOf('plan-within', z.strictObject({ workingDays: count })),
  policyOf('review-within', z.strictObject({ days: count })),
  policyOf(
    'panel-meets',
    z.strictObject({ everyWeeks: z.int().min(1).max(52), weekday: z.int().min(1).max(7) }),
  ),
  policyOf(
    'panel-quorum',
    z.strictObject({
      fraction: z
        .tuple([count, count])
        .refine(([part, whole]) => part <= whole, 'is more than the whole'),
      requiredSeats: z.array(text),
      chairOrVice: z.boolean(),
    }),
  ),
  policyOf('agenda-closes', z.strictObject({ workingDaysBefore: z.int().min(0).max(60) })),
]);

const areaFile = z.strictObject({
  area: z
    .string()
    .regex(/^[a-z][a-z-]{1,40}$/, 'is not like ashcombe: lower-case letters and dashes')
    .transform((value) => value as AreaId),
  name: text,
  agencies: z.array(
    z.strictObject({
      id: id<AgencyId>(),
      name: text,
      sector: z.enum(SECTORS),
      sensitive: z.boolean().default(false),
    }),
  ),
  practitioners: z.array(
    z.strictObject({
      id: id<PractitionerId>(),
      name: text,
      jobTitle: text,
      phone: text,
      email: z.email(),
      roles: z
        .array(
          z.strictObject({
            role: z.enum(ROLES),
            agency: id<AgencyId>(),
            from: date,
            to: date.optional(),
          }),
        )
        .min(1),
    }),
  ),
  services: z.array(
    z.strictObject({
      id: id<ReferableServiceId>(),
      name: text,
      agency: id<AgencyId>(),
      kind: text,
      sensitive: z.boolean(),
    }),
  ),
  policies: z.array(policy),
});

/** Everything that is wrong in the area files at once: a start is not a guessing game. */
export class RegisterInvalid extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The register cannot be used until this is put right:\n- ${problems.join('\n- ')}`);
    this.name = 'RegisterInvalid';
  }
}

export interface AreaFile {
  /** For messages: `ashcombe.json`. */
  readonly file: string;
  readonly text: string;
}

/** @throws RegisterInvalid with a list of all that is wrong in all files. */
export const registerFrom = (files: readonly AreaFile[]): Register => {
  const problems: string[] = [];
  const areas: { file: string; area: Area }[] = [];
  for (const { file, text: content } of files) {
    const read = readArea(content);
    if ('area' in read) areas.push({ file, area: read.area });
    else problems.push(...read.problems.map((problem) => `${file}: ${problem}`));
  }
  if (files.length === 0) problems.push('there is no area file: one is needed per area');
  problems.push(...contradictionsIn(areas));
  if (problems.length > 0) throw new RegisterInvalid(problems);
  return registerOf(areas.map(({ area }) => area));
};

/** Every `*.json` of a folder is an area. @throws RegisterInvalid */
export const registerFromFolder = (folder: string): Register =>
  registerFrom(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .toSorted()
      .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') })),
  );

const readArea = (content: string): { area: Area } | { problems: readonly string[] } => {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    return { problems: ['is not JSON'] };
  }
  const read = areaFile.safeParse(json);
  if (!read.success)
    return {
      problems: read.error.issues.map((issue) => `${pathOf(issue.path)}: ${issue.message}`),
    };
  const { area, name, agencies, practitioners, services, policies } = read.data;
  return {
    area: {
      id: area,
      name,
      agencies: agencies.map((agency) => ({ ...agency, area })),
      practitioners: practitioners.map(({ roles, ...person }) => ({
        ...person,
        area,
        roles: roles.map(({ to, ...held }) => ({ ...held, ...(to && { to }) })),
      })),
      services: services.map((service) => ({ ...service, area })),
      policies: policies as Area['policies'],
    },
  };
};

const pathOf = (path: readonly PropertyKey[]): string => path.map(String).join('.') || 'file';
