import { embeddedIssuer, registerFromFolder, tokenVerifier } from '@onestory/access';
import type { EmbeddedIssuer, Register, TokenVerifier } from '@onestory/access';
import type { PractitionerId, StoryClock } from '@onestory/kernel';
import type { Config } from './config.js';
import type { DataFolder } from './data-folder.js';

/** Who people are: tokens of an issuer say who, the area files say what they are. */
export interface Identity {
  readonly register: Register;
  /** Development only. */
  readonly issuer?: EmbeddedIssuer;
  verify(token: string): Promise<PractitionerId>;
}

const verifierOf = (
  config: Config,
  issuer: EmbeddedIssuer | undefined,
  clock: StoryClock,
): TokenVerifier =>
  issuer && config.oidcIssuer === undefined
    ? issuer.verifier
    : tokenVerifier({
        issuer: config.oidcIssuer!,
        audience: config.oidcAudience,
        keys: new URL(
          config.oidcJwksUrl ?? `${config.oidcIssuer!.replace(/\/$/, '')}/.well-known/jwks.json`,
        ),
        clock,
      });

export const openIdentity = async (
  config: Config,
  folder: DataFolder,
  clock: StoryClock,
  register: Register = registerFromFolder(config.registerFolder),
): Promise<Identity> => {
  const issuer =
    config.mode === 'development'
      ? await embeddedIssuer({ folder: folder.path, register, clock })
      : undefined;
  const verifier = verifierOf(config, issuer, clock);
  return {
    register,
    ...(issuer && { issuer }),
    verify: async (token) => (await verifier(token)).sub as PractitionerId,
  };
};
