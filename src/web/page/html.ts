import { html } from "hono/html";

/** A piece of a page. Whatever is put into a template is escaped unless it is one of these. */
export type Html = ReturnType<typeof html>;

/** Several pieces, one after the other. */
export function joined(pieces: readonly (Html | null)[]): Html {
  return html`${pieces.filter((piece) => piece !== null)}`;
}

/** A piece that is there or not. */
export function when(condition: boolean, piece: () => Html): Html | null {
  return condition ? piece() : null;
}
