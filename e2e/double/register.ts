import { registerHooks } from 'node:module';

const double = new URL('electron.ts', import.meta.url).href;
const ownFolder = new URL('.', import.meta.url).href;

// `electron` means the double of the launch that asks; files of the app are loaded afresh for each launch.
registerHooks({
  resolve(specifier, context, nextResolve) {
    const run = context.parentURL ? runOf(context.parentURL) : null;
    if (run !== null && (specifier === 'electron' || specifier === 'electron/main')) {
      return { url: `${double}?run=${run}`, shortCircuit: true };
    }
    const found = nextResolve(specifier, context);
    if (run === null || !belongsToApp(found.url)) return found;
    return { ...found, url: `${found.url}?run=${run}` };
  },
});

function runOf(address: string): string | null {
  return URL.parse(address)?.searchParams.get('run') ?? null;
}

function belongsToApp(address: string): boolean {
  return (
    address.startsWith('file:') &&
    !address.includes('/node_modules/') &&
    !address.includes('?') &&
    !address.startsWith(ownFolder)
  );
}
