// `node e2e/house/write-lint-zones.ts` writes the table of rules.ts into .oxlintrc.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { lintZones } from './lint-zones.ts';
import { ZONES } from './rules.ts';

const file = new URL('../../.oxlintrc.json', import.meta.url);
const config = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
writeFileSync(file, `${JSON.stringify({ ...config, overrides: lintZones(ZONES) }, null, 2)}\n`);
