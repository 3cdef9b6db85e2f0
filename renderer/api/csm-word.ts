import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { InputOf } from '../../shared/contracts/contract.ts';
import type { UndoStep } from '../../shared/contracts/undo.ts';
import { SILENCE, wordsBy, type Said, type WordsOf } from '../../shared/domain/csm-word.ts';
import { ask } from './call.ts';
import { client, DATA } from './client.ts';

const WORDS = 'csmWord';
const NONE: readonly Said[] = [];
const NOTHING: WordsOf = () => SILENCE;

export function useWords(): { readonly all: readonly Said[]; readonly of: WordsOf } {
  const { data } = useQuery({
    queryKey: [WORDS, 'all'],
    queryFn: () => ask('csmWord.all', {}),
  });
  return useMemo(() => ({ all: data ?? NONE, of: data ? wordsBy(data) : NOTHING }), [data]);
}

export const useSayings = (subject: InputOf<'csmWord.history'>) =>
  useQuery({
    queryKey: [WORDS, 'history', subject],
    queryFn: () => ask('csmWord.history', subject),
  });

/** Words change what an account's numbers are made of, and nothing else of the data. */
export async function refreshWords(): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: [WORDS] }),
    client.invalidateQueries({ queryKey: [DATA, 'accounts.table'] }),
    client.invalidateQueries({ queryKey: [DATA, 'accounts.get'] }),
    client.invalidateQueries({ queryKey: [DATA, 'accounts.evidence'] }),
    client.invalidateQueries({ queryKey: [DATA, 'evidence.ofOffice'] }),
  ]);
}

export async function sayWord(input: InputOf<'csmWord.say'>): Promise<UndoStep> {
  const step = await ask('csmWord.say', input);
  await refreshWords();
  return step;
}

export async function withdrawWord(input: InputOf<'csmWord.withdraw'>): Promise<UndoStep | null> {
  const step = await ask('csmWord.withdraw', input);
  await refreshWords();
  return step;
}
