// `npm run bench:doc`: writes the tables of docs/performance.md from what the benches kept in bench/results.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readResults } from '../bench/lib/result.ts';
import { withTables } from './lib/performance-tables.ts';

const file = path.join(import.meta.dirname, '..', 'docs', 'performance.md');
writeFileSync(file, withTables(readFileSync(file, 'utf8'), readResults()));
