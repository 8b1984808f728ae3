import { resolve } from 'node:path';
import { z } from 'zod';

/** Everything that can be set from outside. Units are in the names. */
export interface Config {
  readonly mode: 'development' | 'production';
  readonly dataFolder: string;
  /** A PostgreSQL of the user's own (15 or later) instead of the embedded one. */
  readonly databaseUrl?: string;
  /** Events and keys in a database of their own. Default: databaseUrl. */
  readonly storeDatabaseUrl?: string;
  /** The in-process exchange's log in a database of its own. Default: databaseUrl. */
  readonly exchangeDatabaseUrl?: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Folder of area files: agencies, practitioners, services, policies. */
  readonly registerFolder: string;
  readonly oidcIssuer?: string;
  /** Where the issuer's keys are; default `<issuer>/.well-known/jwks.json`. */
  readonly oidcJwksUrl?: string;
  readonly oidcAudience: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly requestsPerMinute: number;
}

export class WrongConfiguration extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'WrongConfiguration';
  }
}

const url = (kind: string) =>
  z
    .string()
    .refine((text) => /^postgres(ql)?:\/\//.test(text), `is not a postgres:// URL (${kind})`);

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

const schema = z
  .object({
    ONESTORY_MODE: z.enum(['development', 'production']).default('development'),
    ONESTORY_DATA: z.string().min(1).default('.onestory'),
    DATABASE_URL: url('read models').optional(),
    STORE_DATABASE_URL: url('events').optional(),
    EXCHANGE_DATABASE_URL: url('exchange').optional(),
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    ONESTORY_REGISTER: z.string().min(1).optional(),
    OIDC_ISSUER: z.url().optional(),
    OIDC_JWKS_URL: z.url().optional(),
    OIDC_AUDIENCE: z.string().min(1).default('onestory'),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(3000),
  })
  .superRefine((it, context) => {
    if (it.ONESTORY_MODE === 'development' && !LOOPBACK.has(it.HOST))
      context.addIssue({
        code: 'custom',
        path: ['HOST'],
        message: 'is not loopback: in development mode whoever reaches this can be anybody',
      });
    if (it.ONESTORY_MODE !== 'production') return;
    if (!it.OIDC_ISSUER)
      context.addIssue({
        code: 'custom',
        path: ['OIDC_ISSUER'],
        message: 'is required in production',
      });
    if (!it.ONESTORY_REGISTER)
      context.addIssue({
        code: 'custom',
        path: ['ONESTORY_REGISTER'],
        message: 'is required in production: the folder of your area files',
      });
  });

/** @throws WrongConfiguration with everything that is wrong, not only the first. */
export const readConfig = (
  environment: Readonly<Record<string, string | undefined>>,
  defaultRegister: string,
): Config => {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = schema.safeParse(set);
  if (!read.success)
    throw new WrongConfiguration(
      read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    );
  const it = read.data;
  return {
    mode: it.ONESTORY_MODE,
    dataFolder: resolve(it.ONESTORY_DATA),
    ...(it.DATABASE_URL && { databaseUrl: it.DATABASE_URL }),
    ...(it.STORE_DATABASE_URL && { storeDatabaseUrl: it.STORE_DATABASE_URL }),
    ...(it.EXCHANGE_DATABASE_URL && { exchangeDatabaseUrl: it.EXCHANGE_DATABASE_URL }),
    host: it.HOST,
    port: it.PORT,
    registerFolder: resolve(it.ONESTORY_REGISTER ?? defaultRegister),
    ...(it.OIDC_ISSUER && { oidcIssuer: it.OIDC_ISSUER }),
    ...(it.OIDC_JWKS_URL && { oidcJwksUrl: it.OIDC_JWKS_URL }),
    oidcAudience: it.OIDC_AUDIENCE,
    logLevel: it.LOG_LEVEL,
    requestsPerMinute: it.REQUESTS_PER_MINUTE,
  };
};
