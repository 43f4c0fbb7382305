import { byId } from "./text.js";

/** Whether focus in the composer costs nothing: a finger's keyboard would cover half of what there is to read. */
export const typesByKeyboard = matchMedia("(pointer: fine)").matches;

/** Puts the focus back where the work goes on, after what held it is gone. */
export function restFocus() {
  byId(typesByKeyboard ? "words" : "log").focus({ preventScroll: true });
}
