import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { addAccount, type State } from "./state.ts";

/** The key that a newcomer's account is opened with. */
const practiceKey = "rk_test_practice";

/** The stand-in's state in a file, so that links made before a restart can still be paid; a new one has an account to practise on. */
export function keepInFile(path: string): { readonly state: State; readonly key: string; changed(): void } {
  const state = readState(path) ?? fresh();
  let writing = false;
  const write = () => {
    writing = false;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(state));
    renameSync(`${path}.new`, path);
  };
  return {
    state,
    key: practiceKey,
    changed: () => {
      if (writing) return;
      writing = true;
      setImmediate(write);
    },
  };
}

function fresh(): State {
  const state: State = { accounts: {}, keys: {} };
  const account = addAccount(state, "Practice");
  state.keys[practiceKey] = { accountId: account.id, rights: null };
  return state;
}

function readState(path: string): State | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as State;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
