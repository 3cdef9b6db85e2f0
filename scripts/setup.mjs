// Prepares a checkout: dependencies, then the build; does nothing when both are up to date.
// Plain Node 20 and its built-in modules only, because it runs before anything is installed.
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, built } from './lib/build.mjs';
import { install, installed } from './lib/install.mjs';
import { alone } from './lib/lock.mjs';
import { node24 } from './lib/paths.mjs';
import { SetupError, main } from './lib/say.mjs';

/**
 * Installs and builds what is missing or out of date and returns the path of the Node to go on with. `build: false`
 * stops after the dependencies, `'always'` builds even when nothing changed. Throws a SetupError with a sentence.
 */
export async function setUp({ build: wanted = true } = {}) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 12)) {
    throw new SetupError(
      `Atrium needs Node 20.12 or newer to set itself up; this is ${process.version}. Install a newer one from https://nodejs.org/ and run the command again.`,
    );
  }
  const fresh = () => !wanted || (wanted !== 'always' && built());
  if (!installed() || !fresh()) {
    await alone(async () => {
      if (!installed()) await install();
      if (!fresh()) await build();
    });
  }
  return node24();
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main(async ([flag]) => {
    await setUp({ build: flag === '--build' ? 'always' : true });
  });
}
