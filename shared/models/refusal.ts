/** Why a model from outside is not taken: what was found, and what its makers would have to send instead. */
export class Refused extends Error {
  readonly found: string;
  readonly ask: string;
  constructor(found: string, ask: string) {
    super(`${found}; ask the data team ${ask}.`);
    this.name = 'Refused';
    this.found = found;
    this.ask = ask;
  }
}

export const SAVE_XGBOOST = "to save it with XGBoost's save_model('model.json')";
export const SAVE_LIGHTGBM = "to save it with LightGBM's save_model('model.txt')";
export const SAVE_EITHER = `${SAVE_XGBOOST} or LightGBM's save_model('model.txt')`;
