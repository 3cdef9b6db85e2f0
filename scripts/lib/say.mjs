/** Messages go to stderr: stdout belongs to the data a command prints. */
export const say = (text) => process.stderr.write(`${text}\n`);

/** A failure a person can act on; printed as it is, without a stack. */
export class SetupError extends Error {
  constructor(message, details = '') {
    super(message);
    this.name = 'SetupError';
    this.details = details;
  }
}

/** Runs a command's main function: its number is the exit code, a SetupError is a sentence and exit code 1. */
export async function main(work) {
  try {
    process.exitCode = (await work(process.argv.slice(2))) ?? 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    if (error.details) say(error.details.trimEnd());
    say(error.message);
    process.exitCode = 1;
  }
}
