/**
 * Rules about what is written in a file: clocks, words, tests, places.
 *
 * @typedef {{ path: string, text: string }} File
 * @typedef {{ files: readonly File[] }} House
 * @typedef {{ name: string, why: string, check: (house: House) => string[] }} Rule
 */

export const SPEC = /\.spec\.ts$|\/testing\//;
/** The rules spell out what they forbid, and the probes break it: neither is judged by its own words. */
export const THE_RULES = /^infra\/checks\/(probes|house-rules)\//;

/** The rooms of a service that tell its story: they live by the story clock, and never wait. */
const STORY_ROOM =
  /^apps\/[^/]+\/src\/(domain|history|use-cases|read-models|reactions|publications)\//;
/** The rooms that move bytes: they live by the time of the machine, whatever date the story has. */
const TECHNICAL_ROOM =
  /^libs\/(messaging\/src\/|[^/]+\/src\/adapters\/|[^/]+\/src\/projections?(\/|\.ts)|embedded-postgres\/src\/)/;

const STORY_CLOCK = /\b(StoryClock|storyAsItHappens|storyClock)\b/;
const REAL_TIME =
  /\b(RealTime|realTime|Date\.now|performance\.now|setTimeout|setInterval|setImmediate|hrtime)\b|new Date\(\)|node:timers/;

/** The code without its comments, line for line. Strings stay: they are matched first, so // inside them is no comment. */
const withoutComments = (text) =>
  text.replace(
    /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (found) => (/^\/[/*]/.test(found) ? found.replace(/[^\n]/g, '') : found),
  );

/** Complaints about every line of the files at `where` that matches `pattern`. */
const lines =
  ({ where, except, pattern, strip = false, say }) =>
  (house) =>
    house.files
      .filter(({ path }) => where.test(path) && !except?.test(path) && !THE_RULES.test(path))
      .flatMap(({ path, text }) =>
        (strip ? withoutComments(text) : text).split('\n').flatMap((line, index) => {
          const found = pattern.exec(line);
          return found ? [`${path}:${index + 1} ${say(found[0].trim())}`] : [];
        }),
      );

/** @type {readonly Rule[]} */
export const rules = [
  {
    name: 'story-rooms-live-by-the-story-clock',
    why: 'What a service decides and shows must come out the same whatever the time of the machine.',
    check: lines({
      where: STORY_ROOM,
      except: SPEC,
      pattern: REAL_TIME,
      strip: true,
      say: (it) => `uses ${it}: take the time from the story clock, or as an argument`,
    }),
  },
  {
    name: 'technical-rooms-live-by-real-time',
    why: 'A lease or a back-off that follows the story would hang, or fire, when the story jumps.',
    check: lines({
      where: TECHNICAL_ROOM,
      except: SPEC,
      pattern: STORY_CLOCK,
      strip: true,
      say: (it) => `uses ${it}: technical waiting is counted in RealTime`,
    }),
  },
  {
    name: 'randomness-in-libs-and-main',
    why: 'A decision must come out the same when it is made again.',
    check: lines({
      where: /^apps\/.*\.ts$/,
      except: /\.spec\.ts$|\/testing\/|\/main\.ts$/,
      pattern: /\b(Date\.now|Math\.random|randomUUID|process\.env)\b/,
      strip: true,
      say: (it) => `uses ${it}, which belongs in libs and main.ts`,
    }),
  },
  {
    name: 'facts-say-what-happened',
    why: 'Updated, Changed and Created are what a table did; a fact says what somebody did or saw.',
    check: lines({
      where: /^(apps|libs)\/.*\.ts$/,
      pattern: /\bFact<\s*'\w*(Updated|Changed|Created|Modified|Saved)'/,
      say: (it) => `names ${it}: say what was done or seen`,
    }),
  },
  {
    name: 'names-of-the-field',
    why: 'Names say what a thing is, not what it is made of.',
    check: lines({
      where: /^(apps|libs|infra)\/.*\.ts$/,
      pattern: /\b(?:class|interface)\s+(?:I[A-Z][a-z]\w*|\w+(?:Impl|Manager|Helpers?|Utils?))\b/,
      strip: true,
      say: (it) => `declares ${it}: no I prefix, no Impl, Manager, Helper or Util`,
    }),
  },
  {
    name: 'nothing-left-for-later',
    why: 'What is left to do stands in the list of issues, where it is seen.',
    check: lines({
      where: /\.(ts|mjs|cjs|js|sql|ya?ml|sh)$|\.md$|Dockerfile$/,
      pattern: /\b(TODO|FIXME|XXX)\b/,
      say: (it) => `says ${it}: do it, or write an issue`,
    }),
  },
  {
    name: 'every-test-runs',
    why: 'A test that is skipped tells nothing, and looks as if it did.',
    check: lines({
      where: /\.spec\.ts$/,
      pattern:
        /\b(?:it|test|describe)\.(?:skip|only|todo|failing)\b|\b(?:xit|xtest|xdescribe|fit|fdescribe)\(/,
      strip: true,
      say: (it) => `says ${it}`,
    }),
  },
  {
    name: 'doubles-are-injected',
    why: 'Modules that are mocked behind the back of the code prove nothing about it.',
    check: lines({
      where: /\.ts$/,
      pattern: /\bjest\.(?:mock|unstable_mockModule|doMock)\b/,
      strip: true,
      say: (it) => `uses ${it}: hand the double in`,
    }),
  },
  {
    name: 'no-paths-of-one-machine',
    why: 'The house must stand on any machine.',
    check: lines({
      where: /./,
      except: /^package-lock\.json$/,
      pattern:
        /(?:^|[\s'"`(=:])(?:\/(?:work|root|home|Users|mnt|private|workspace)\/[\w.-]+|[A-Z]:\\+Users)/,
      say: (it) => `names ${it}, which is on one machine only`,
    }),
  },
  {
    name: 'no-registry-is-named',
    why: 'Where packages come from is the choice of whoever installs.',
    check: lines({
      where: /./,
      pattern:
        /https?:\/\/[^/\s"']*(?:registry|npmjs|verdaccio|artifactory|nexus|jfrog)[^/\s"']*|^\s*(?:@[\w-]+:)?registry\s*=/,
      say: (it) => `names the registry ${it}`,
    }),
  },
];
