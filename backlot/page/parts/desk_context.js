// The desk, for every part below the app; and redrawing when it changes.
import { createContext, useContext, useLayoutEffect, useState } from "../vendor/preact-htm/preact-htm.js";
import { sentence } from "../desk/errors.js";

export const DeskContext = createContext(null);

export const useDesk = () => useContext(DeskContext);

/** Draw again on each change of the state. */
export function useRedraw(desk) {
  const [, again] = useState(0);
  useLayoutEffect(() => desk.watch(() => again((count) => count + 1)), [desk]);
}

/** [busy, words of the last refusal, run(work), clear]: for anything a person starts that can be refused. */
export function useTry() {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(null);
  const run = async (work) => {
    setBusy(true);
    setRefused(null);
    try {
      await work();
      return true;
    } catch (error) {
      setRefused(sentence(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return [busy, refused, run, () => setRefused(null)];
}
