import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { inFrench, saidInFrench } from './said-fr';
import { isKey } from './translate';

const ROOT = join(import.meta.dirname, '../../../../../..');
const BUILD = 'build-svc/src/main/java/io/nokube/build';
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const LITERAL = String.raw`"(?:[^"\\]|\\.)*"`;
const TEXT = String.raw`${LITERAL}(?:\s*\+\s*${LITERAL})*`;

const valueOf = (text: string): string => JSON.parse(text.replace(/"\s*\+\s*"/g, ''));

/** The hints of docs/reasons.md, which is made from the service's own list. */
function hintsOfApps(): string[] {
  return [...read('docs/reasons.md').matchAll(/^\| `\w+` \| `\w+` \| (.+) \|$/gm)].map(([, hint]) => hint ?? '');
}

/** Every message with its hint that the build service's source has: the last two texts of a call. */
function wordsOfBuilds(): string[] {
  const source = ['FailureCatalogue', 'ToolFailures', 'FailureClassifier', 'Turn'].map((name) => read(`${BUILD}/${name}.java`)).join('\n');
  const pairs = [...source.matchAll(new RegExp(`(${TEXT}),\\s*(${TEXT}|START_AGAIN)\\s*\\)`, 'g'))];
  const constants = [...`${source}\n${read(`${BUILD}/github/Hints.java`)}`.matchAll(new RegExp(`String (?!ERROR)\\w+ = (${TEXT});`, 'g'))];
  return [...pairs.flatMap(([, message, hint]) => [message, hint]), ...constants.map(([, text]) => text)]
    .filter((text): text is string => text !== undefined && text !== 'START_AGAIN')
    .map(valueOf);
}

describe('what the services say', () => {
  it('is found where they say it', () => {
    expect(hintsOfApps()).toContain('Raise the memory limit, or make the program use less.');
    expect(wordsOfBuilds()).toContain('There is no Dockerfile at the given path.');
    expect(wordsOfBuilds()).toContain('Start the build again; it is nothing in the repository.');
    expect(wordsOfBuilds().length).toBeGreaterThan(100);
  });

  it('has French words for every hint about an app', () => {
    expect(hintsOfApps().filter((text) => inFrench(text) === null)).toEqual([]);
  });

  it('has French words for everything about a failed build', () => {
    expect(wordsOfBuilds().filter((text) => inFrench(text) === null)).toEqual([]);
    expect(inFrench('The step "Push image" failed.')).toBe('L’étape « Push image » a échoué.');
  });

  it('has no French words for what nobody says any more', () => {
    const said = new Set([...hintsOfApps(), ...wordsOfBuilds()]);
    const others = ['The run failed.', "Look at the run's page on GitHub, under run_url.", "GitHub does not find NoKube's workflow."];
    expect(Object.keys(saidInFrench).filter((text) => !said.has(text) && !others.includes(text))).toEqual([]);
  });

  it('has a title for every category of the API', () => {
    const { schemas } = parse(read('docs/openapi.yaml')).components;
    for (const [schema, prefix] of [['BuildError', 'build.error.'], ['DeploymentError', 'app.error.']]) {
      const categories: string[] = schemas[schema ?? ''].properties.category.enum;
      expect(categories).toContain('unknown');
      expect(categories.filter((category) => !isKey(`${prefix}${category}`))).toEqual([]);
    }
  });

  it('stays as it is where it is new', () => {
    expect(inFrench('Turn it off and on.')).toBeNull();
    expect(inFrench('constructor')).toBeNull();
  });
});
