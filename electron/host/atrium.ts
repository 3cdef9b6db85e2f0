import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { S3SourceOptions } from '../../shared/contracts/sync.ts';
import { AtriumError, problemOf, sentence } from '../../shared/contracts/problem.ts';
import { changes } from './commands/changes.ts';
import { checks, rollback } from './commands/checks.ts';
import { explain } from './commands/explain.ts';
import { exportHistory } from './commands/export-history.ts';
import { fit } from './commands/fit.ts';
import { model } from './commands/model.ts';
import { accounts, locations, status } from './commands/read.ts';
import { scoreProfile } from './commands/score-profile.ts';
import { search } from './commands/search.ts';
import { UsageError, type ExitCode, type Surroundings } from './commands/run.ts';
import { serve } from './commands/serve.ts';
import { train } from './commands/train.ts';
import { word as csmWord } from './commands/word.ts';
import { demo, exportFile, sample, sync, testConnection } from './commands/write.ts';
import { folderFor } from './data-folder.ts';

const USAGE = `atrium – adoption and churn risk per office, offline

  demo [--json]                              sample book → sync → score → the ten offices to talk about first
  sample --locations N --days N --seed N --out DIR
                                             write a sample book as deliveries
  sync --source DIR|FILE|s3://BUCKET/PREFIX [--from DS] [--to DS] [--json]
       s3: [--profile P] [--region R] [--endpoint URL] [--path-style] [--compatibility]
       --test        only tries the way to the bucket, step by step
  status [--json]
  checks [--ds DS] [--report] [--json]       what was checked on a day, and what to do about failures; a report to send on
  changes [--since DS|last] [--company ID] [--json]
                                             what changed since the last sync or a data date, and why
  rollback --ds DS [--reason TEXT] [--undo] [--json]
                                             take a published day back, or take that decision back
  accounts|locations [--csm EMAIL] [--company ID] [--sort risk|adoption|arr] [--limit N] [--json]
  explain LOCATION_ID [--company ID] [--json]
  word [LOCATION_ID] [--company ID] [--json] what a person says of offices and accounts, beside the scores
       --sentiment green|amber|red | --words "ONE TO FIVE WORDS", with --reason TEXT [--until DS]
       --exclude closing|seasonal|test|moving|other --reason TEXT [--until DS]
       --closed [--until DS] [--reason TEXT]  confirms that a silent office has closed
       --withdraw sentiment|exclusion|closure
  backtest [--seed N] [--json]               how well the book's own outcomes are foretold; keeps nothing
  train [--dry-run] [--seed N] [--json]      learn a model from them and keep it as a challenger (docs/models.md)
  model list|card ID [--out FILE] [--json]   learned models, and those of the data team, shown beside our scores
  model use ID|scorecard [--json]            show the risk by a learned model, or by the scorecard again
  model import FILE [--sidecar FILE] [--json]
                                             take one of the data team that reproduces its test vectors
  model remove ID
  score-profile show|check FILE [--json]     weights, base rate and thresholds of the scores; what a profile would do
  score-profile apply FILE|reset --reason TEXT, score-profile undo [--json]
                                             put one in force and score the book with it
  search TEXT [--limit N] [--json]           accounts, people and offices, accents or not
  export --location ID|--company ID|--all --format csv --out PATH
  export --history --format csv|parquet --out PATH [--company ID] [--location ID] [--from DS] [--to DS]
                                             every measure of every office and day, with file and record
  fit --csv FILE --target COLUMN [--folds FILE] [--positive VALUE] [--seed N] [--json]
                                             how well the learner tells events of any table, fold by fold
  serve [--port N] [--no-open]

  --data DIR   the data folder (every command)
  Data goes to stdout, messages to stderr. Exit: 0 done, 1 something was held or failed, 2 wrong use.
`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const list = { csm: text, company: text, sort: text, limit: text, json: flag };

type Options = NonNullable<ParseArgsConfig['options']>;
const COMMANDS: Readonly<Record<string, Options>> = {
  demo: { json: flag },
  sample: { locations: text, days: text, seed: text, out: text },
  sync: {
    source: text,
    from: text,
    to: text,
    json: flag,
    profile: text,
    region: text,
    endpoint: text,
    'path-style': flag,
    compatibility: flag,
    test: flag,
  },
  status: { json: flag },
  checks: { ds: text, report: flag, json: flag },
  changes: { since: text, company: text, json: flag },
  rollback: { ds: text, reason: text, undo: flag, json: flag },
  accounts: list,
  locations: list,
  explain: { company: text, json: flag },
  word: {
    company: text,
    sentiment: text,
    words: text,
    exclude: text,
    closed: flag,
    withdraw: text,
    reason: text,
    until: text,
    json: flag,
  },
  backtest: { seed: text, json: flag },
  train: { seed: text, 'dry-run': flag, json: flag },
  model: { sidecar: text, out: text, json: flag },
  'score-profile': { reason: text, json: flag },
  search: { limit: text, json: flag },
  export: {
    location: text,
    company: text,
    all: flag,
    history: flag,
    format: text,
    out: text,
    from: text,
    to: text,
  },
  fit: { csv: text, target: text, folds: text, positive: text, seed: text, json: flag },
  serve: { port: text, 'no-open': flag },
};

async function main(argv: readonly string[]): Promise<ExitCode> {
  const [command = '', ...rest] = argv;
  if (['', 'help', '--help', '-h'].includes(command)) {
    process.stdout.write(USAGE);
    return command === '' ? 2 : 0;
  }
  const options = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (!options) throw new UsageError(`There is no command ${command}.`);
  const { values, positionals } = parsed(rest, options);
  const word = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const on = (name: string): boolean => values[name] === true;
  const extra = ['search', 'model', 'score-profile'].includes(command)
    ? undefined
    : positionals[['explain', 'word'].includes(command) ? 1 : 0];
  if (extra !== undefined) throw new UsageError(`${extra} is one word too many for ${command}.`);
  const at = surroundings(word('data'));
  const listOptions = {
    csm: word('csm'),
    company: word('company'),
    sort: word('sort'),
    limit: word('limit'),
    json: on('json'),
  };
  switch (command) {
    case 'demo':
      return demo(at, on('json'));
    case 'sample':
      return sample(at, {
        locations: word('locations'),
        days: word('days'),
        seed: word('seed'),
        out: word('out'),
      });
    case 'sync':
      if (on('test')) {
        const s3 = s3Options(word, on);
        return testConnection(at, { source: word('source'), s3, json: on('json') });
      }
      return sync(at, {
        source: word('source'),
        from: word('from'),
        to: word('to'),
        json: on('json'),
        s3: s3Options(word, on),
      });
    case 'status':
      return status(at, on('json'));
    case 'checks':
      return checks(at, { ds: word('ds'), report: on('report'), json: on('json') });
    case 'changes':
      return changes(at, {
        since: word('since'),
        company: word('company'),
        json: on('json'),
      });
    case 'rollback':
      return rollback(at, {
        ds: word('ds'),
        reason: word('reason'),
        undo: on('undo'),
        json: on('json'),
      });
    case 'accounts':
      return accounts(at, listOptions);
    case 'locations':
      return locations(at, listOptions);
    case 'explain': {
      const [id] = positionals;
      if (id === undefined) throw new UsageError('explain needs the id of a location.');
      return explain(at, id, { company: word('company'), json: on('json') });
    }
    case 'word':
      return csmWord(
        at,
        positionals[0],
        {
          company: word('company'),
          sentiment: word('sentiment'),
          words: word('words'),
          exclude: word('exclude'),
          closed: on('closed'),
          withdraw: word('withdraw'),
          reason: word('reason'),
          until: word('until'),
          json: on('json'),
        },
        Math.floor(Date.now() / 86_400_000),
      );
    case 'backtest':
    case 'train':
      return train(at, {
        seed: word('seed'),
        dryRun: command === 'backtest' || on('dry-run'),
        json: on('json'),
      });
    case 'model':
      return model(at, positionals, {
        sidecar: word('sidecar'),
        out: word('out'),
        json: on('json'),
      });
    case 'score-profile':
      return scoreProfile(at, positionals, { reason: word('reason'), json: on('json') });
    case 'search': {
      const words = positionals.join(' ');
      if (words === '') throw new UsageError('search needs a text to look for.');
      return search(at, words, { limit: word('limit'), json: on('json') });
    }
    case 'export':
      if (on('history'))
        return exportHistory(at, {
          format: word('format'),
          out: word('out'),
          company: word('company'),
          location: word('location'),
          from: word('from'),
          to: word('to'),
        });
      return exportFile(at, {
        location: word('location'),
        company: word('company'),
        all: on('all'),
        format: word('format'),
        out: word('out'),
      });
    case 'fit':
      return fit(at, {
        csv: word('csv'),
        target: word('target'),
        folds: word('folds'),
        positive: word('positive'),
        seed: word('seed'),
        json: on('json'),
      });
    default:
      return serve(at, { port: word('port'), open: !on('no-open') });
  }
}

/** Undefined where nothing was said of a connection. */
function s3Options(
  word: (name: string) => string | undefined,
  on: (name: string) => boolean,
): S3SourceOptions | undefined {
  const said: S3SourceOptions = {
    profile: word('profile'),
    region: word('region'),
    endpoint: word('endpoint'),
    pathStyle: on('path-style') || undefined,
    compatibility: on('compatibility') || undefined,
  };
  return Object.values(said).some((value) => value !== undefined) ? said : undefined;
}

function parsed(
  args: readonly string[],
  options: Options,
): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, data: text },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function surroundings(data: string | undefined): Surroundings {
  const stop = new AbortController();
  // The first Ctrl-C ends cleanly; a second one, by default, ends at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const err = process.stderr.isTTY ? terminal() : plain();
  return {
    dataFolder: folderFor(data, process.env, process.platform, homedir()),
    version: readVersion(),
    importWorker: new URL('import-worker.js', import.meta.url),
    rendererRoot: fileURLToPath(new URL('../renderer', import.meta.url)),
    signal: stop.signal,
    out: (line) => void process.stdout.write(line),
    err: (line) => err(line, false),
    progress: (line) => err(line, true),
  };
}

/** Writes a message; a passing one (progress) may be overwritten or left out. */
type Tell = (line: string, passing: boolean) => void;

/** A terminal shows progress in place. */
function terminal(): Tell {
  let open = false;
  return (line, passing) => {
    process.stderr.write(`${open ? '\r\u001b[2K' : ''}${line}${passing ? '' : '\n'}`);
    open = passing;
  };
}

const PLAIN_PROGRESS_MS = 5000;

/** A log gets a line of progress now and then. */
function plain(): Tell {
  let last = 0;
  return (line, passing) => {
    if (passing && Date.now() - last < PLAIN_PROGRESS_MS) return;
    if (passing) last = Date.now();
    process.stderr.write(`${line}\n`);
  };
}

function readVersion(): string {
  const file = path.join(import.meta.dirname, '..', '..', 'package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}

// A reader that has seen enough (`… | head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
  } else {
    process.stderr.write(
      `${sentence(error instanceof AtriumError ? error.problem : problemOf(error))}\n`,
    );
    process.exitCode = 1;
  }
}
