import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile, type TopLevelSpec } from 'vega-lite';
import { classEvidenceSpec } from '../src/ranking/plots/class-evidence-spec.ts';
import { distributionSpec } from '../src/ranking/plots/distribution-spec.ts';
import { topTasksSpec } from '../src/ranking/plots/top-tasks-spec.ts';

/**
 * Compiles the Vega-Lite specifications of the plots to Vega: `node scripts/compile-plots.ts`. What is drawn differs from ranking to
 * ranking only in its data, so the compiler itself (350 kB) need not ship.
 */
export function compilePlots(): Record<string, object> {
  const specs: Record<string, unknown> = {
    distribution: distributionSpec,
    'top-tasks': topTasksSpec,
    'class-evidence': classEvidenceSpec,
  };
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, compileStrictly(name, spec)]));
}

/** A warning of the compiler is an error: it means that a part of the specification has no effect. */
function compileStrictly(name: string, spec: unknown): object {
  const refuse = (...parts: readonly unknown[]) => {
    throw new Error(`${name}: ${parts.join(' ')}`);
  };
  const logger = { level: () => logger, error: refuse, warn: refuse, info: () => logger, debug: () => logger };
  return compile(structuredClone(spec) as TopLevelSpec, { logger }).spec;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('../src/ranking/plots/compiled/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  for (const [name, spec] of Object.entries(compilePlots())) {
    writeFileSync(`${folder}${name}.json`, JSON.stringify(spec, null, 2));
  }
  execFileSync('biome', ['format', '--write', folder], { stdio: 'inherit' });
}
