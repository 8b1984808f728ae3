import { readConfig, WrongConfiguration } from './config.js';

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment, '/areas');
    return [];
  } catch (error) {
    return (error as WrongConfiguration).problems;
  }
};

describe('the configuration', () => {
  it('needs nothing to be said', () =>
    expect(readConfig({}, '/areas')).toMatchObject({
      mode: 'development',
      host: '127.0.0.1',
      port: 3000,
      registerFolder: '/areas',
    }));

  it('says everything that is wrong at once', () => {
    const problems = problemsOf({ PORT: 'ninety', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud' });
    expect(problems).toHaveLength(3);
    expect(problems.join()).toMatch(/PORT.*DATABASE_URL.*|DATABASE_URL.*PORT/);
  });

  it('of production names its issuer and its register', () =>
    expect(problemsOf({ ONESTORY_MODE: 'production' }).join()).toMatch(
      /OIDC_ISSUER.*ONESTORY_REGISTER/,
    ));

  it('keeps development on loopback: whoever reaches it can be anybody', () => {
    expect(problemsOf({ HOST: '0.0.0.0' }).join()).toMatch(/HOST: is not loopback/);
    const production = { ONESTORY_MODE: 'production', ONESTORY_REGISTER: '/areas' };
    expect(
      problemsOf({ ...production, OIDC_ISSUER: 'https://id.example', HOST: '0.0.0.0' }),
    ).toEqual([]);
  });

  it('takes an empty variable as one that is not set', () =>
    expect(readConfig({ DATABASE_URL: '' }, '/areas').databaseUrl).toBeUndefined());
});
