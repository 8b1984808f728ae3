import { linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { JSONWebKeySet, JWK } from 'jose';
import { milliseconds, newId } from '@onestory/kernel';
import type { AreaId, PractitionerId, StoryClock } from '@onestory/kernel';
import type { Role } from '../deciding/actor.js';
import type { Register } from '../register/register.js';
import { tokenVerifier } from './tokens.js';
import type { TokenVerifier } from './tokens.js';

const DEVELOPMENT_ISSUER = 'urn:onestory:development';
const AUDIENCE = 'onestory';

/** A practitioner of the register whom a developer may be for a while. */
interface Persona {
  readonly id: PractitionerId;
  readonly name: string;
  readonly jobTitle: string;
  readonly agency: string;
  readonly area: AreaId;
  readonly roles: readonly Role[];
}

interface IssuedToken {
  readonly token: string;
  /** Seconds of the story clock. */
  readonly expiresIn: number;
}

/** Stands in for the partnership's identity provider. Development only: whoever asks is believed. */
export interface EmbeddedIssuer {
  /** Those with a role on the story's day. */
  personas(): readonly Persona[];
  /** @throws NoSuchPersona */
  token(persona: string, minutes?: number): Promise<IssuedToken>;
  jwks(): JSONWebKeySet;
  readonly verifier: TokenVerifier;
}

export class NoSuchPersona extends Error {
  constructor() {
    super('The register has nobody with this id and a role on this day. See the list of personas.');
    this.name = 'NoSuchPersona';
  }
}

export interface EmbeddedIssuerSettings {
  /** The data folder: keeps the key, so that tokens outlive a restart. */
  readonly folder: string;
  readonly register: Register;
  readonly clock: StoryClock;
}

const SHORTEST = 15;
const LONGEST = 60;

export const embeddedIssuer = async (settings: EmbeddedIssuerSettings): Promise<EmbeddedIssuer> => {
  const key = await keyIn(settings.folder);
  const signingKey = await importJWK(key, 'EdDSA');
  const { d: _secret, ...shared } = key;
  const jwks: JSONWebKeySet = { keys: [shared] };
  const { register, clock } = settings;
  return {
    personas: () => personasOf(register, clock),
    token: async (persona, minutes = LONGEST) => {
      if (!(minutes >= SHORTEST && minutes <= LONGEST))
        throw new RangeError(`A token lives for ${SHORTEST} to ${LONGEST} minutes.`);
      const now = clock.now();
      if (!register.actor(persona, now)) throw new NoSuchPersona();
      const issued = Math.floor(milliseconds(now) / 1000);
      const expiresIn = Math.floor(minutes * 60);
      const token = await new SignJWT({ client_id: 'onestory-development' })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid ?? '' })
        .setIssuer(DEVELOPMENT_ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(persona)
        .setJti(newId())
        .setIssuedAt(issued)
        .setExpirationTime(issued + expiresIn)
        .sign(signingKey);
      return { token, expiresIn };
    },
    jwks: () => jwks,
    verifier: tokenVerifier({
      issuer: DEVELOPMENT_ISSUER,
      audience: AUDIENCE,
      keys: jwks,
      clock,
    }),
  };
};

const personasOf = (register: Register, clock: StoryClock): readonly Persona[] =>
  register.areas
    .flatMap((area) => register.practitioners(area))
    .flatMap(({ id, name, jobTitle, area }) => {
      const actor = register.actor(id, clock.now());
      if (!actor) return [];
      const agency = register.agency(actor.agency)?.name ?? '';
      return [{ id, name, jobTitle, agency, area, roles: actor.roles }];
    });

/** The key of the first start. A hard link appears whole or not at all, so two first starts agree. */
const keyIn = async (folder: string): Promise<JWK> => {
  const file = join(folder, 'development-issuer-key.json');
  const known = readKey(file);
  if (known) return known;
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(privateKey);
  const key: JWK = {
    ...jwk,
    kid: await calculateJwkThumbprint(jwk),
    alg: 'EdDSA',
    use: 'sig',
  };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${newId()}`;
  writeFileSync(draft, JSON.stringify(key), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  return readKey(file) ?? key;
};

const readKey = (file: string): JWK | undefined => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (process.platform !== 'win32' && statSync(file).mode & 0o077)
    throw new Error(`${file} can be read by others. Run: chmod 600 ${file}`);
  return JSON.parse(text) as JWK;
};
