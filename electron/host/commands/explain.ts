import { besideLines } from './model-words.ts';
import { adoptionLines, changeLines, headLines, riskLines, tailLines } from './explain-words.ts';
import { call, withEngine, type ExitCode, type Surroundings } from './run.ts';
import { saidLine } from './word.ts';

/**
 * Everything behind the scores of one office: state, both scores with band, parts, reasons and peers, the facts behind
 * each number with window, counts and days, how the scores came to be what they are, and what stands beside them.
 */
export async function explain(
  at: Surroundings,
  locationId: string,
  options: { readonly company?: string | undefined; readonly json?: boolean | undefined },
): Promise<ExitCode> {
  const key = { locationId, companyId: options.company };
  const { office, evidence, changes, models, all } = await withEngine(
    at,
    { hold: false },
    async (engine) => {
      const found = await call(engine, 'offices.get', key, at);
      const own = { companyId: found.company_id, locationId: found.location_id };
      return {
        office: found,
        evidence: await call(engine, 'evidence.ofOffice', own, at),
        changes: await call(engine, 'changes.ofOffice', own, at),
        models: await call(engine, 'models.ofOffice', own, at),
        all: await call(engine, 'csmWord.all', {}, at),
      };
    },
  );
  const words = all.filter(
    (each) => each.company_id === office.company_id && each.location_id === locationId,
  );
  if (options.json) {
    at.out(`${JSON.stringify({ ...office, evidence, changes, models, words }, null, 2)}\n`);
    return 0;
  }
  const lines = [
    ...headLines(office),
    ...adoptionLines(office, evidence),
    ...riskLines(office, evidence),
    ...changeLines(changes.steps),
    ...tailLines(office),
    ...words.map((each) => `Beside the scores, ${saidLine(each)}`),
    ...besideLines(models),
  ];
  at.out(`${lines.join('\n')}\n`);
  return 0;
}
