import path from 'node:path';
import { refuse } from '../../shared/contracts/problem.ts';
import type { S3SourceOptions } from '../../shared/contracts/sync.ts';
import { mappingIn, mappingState, writeDialect } from '../services/extract/mapping-file.ts';
import { NO_MAPPING } from '../services/extract/mapping.ts';
import { openSource } from '../services/extract/open-source.ts';
import { previewNewest } from '../services/extract/preview.ts';
import type { ShellReach } from './connection.ts';
import type { Table } from './table.ts';

interface PreviewServices {
  readonly dataFolder: string;
  /** Where the last sync read from; null before the first. The sample book is ours: no mapping is meant for it. */
  readonly lastSource: () => { readonly source: string | null; readonly sample: boolean };
  /** How an `s3://` place is reached. */
  readonly connectionTo: (place: string) => S3SourceOptions | undefined;
  readonly reach: ShellReach;
}

export function previewCalls({
  dataFolder,
  lastSource,
  connectionTo,
  reach,
}: PreviewServices): Pick<Table, 'preview.delivery' | 'preview.mapping' | 'preview.setDialect'> {
  return {
    'preview.delivery': async ({ source: named }, { signal }) => {
      const last = lastSource();
      const place = named ?? last.source;
      if (!place)
        throw refuse('source_missing', 'No source was named and none is known from before.', {
          next: 'Choose a folder or a bucket under Connection.',
        });
      const ours = last.sample && place === last.source;
      const mapping = ours ? undefined : await mappingIn(dataFolder);
      const source = await openSource(place, {
        s3: connectionTo(place),
        cacheFolder: path.join(dataFolder, 'cache'),
        signal,
        ...reach,
      });
      return previewNewest(source, { mapping: mapping ?? NO_MAPPING, signal });
    },
    'preview.mapping': () => mappingState(dataFolder),
    'preview.setDialect': ({ dialect }) => writeDialect(dataFolder, dialect),
  };
}
