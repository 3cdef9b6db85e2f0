// `node scripts/compile-scanner.ts`: compiles electron/services/extract/scanner/scanner.as.
import { writeFileSync } from 'node:fs';
import { COMPILED, compileScanner } from './lib/compile-scanner.ts';

writeFileSync(COMPILED, await compileScanner());
