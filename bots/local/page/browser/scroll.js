import { restFocus } from "./focus.js";
import { byId } from "./text.js";

/** Nearer to the end than this counts as reading the newest. */
const nearEndPx = 90;

/** Keeps the newest in sight for whoever reads it, and leaves whoever reads further up alone. */
export function createScroll() {
  const scroller = byId("log");
  const newest = byId("newest");
  let following = true;

  function toEnd() {
    scroller.scrollTop = scroller.scrollHeight;
    following = true;
    newest.hidden = true;
  }
  function followEnd() {
    if (following) toEnd();
  }

  scroller.addEventListener("scroll", () => {
    following = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearEndPx;
    if (following) newest.hidden = true;
  });
  newest.addEventListener("click", () => {
    toEnd();
    restFocus();
  });
  // The keyboard slides in, the composer grows, a message turns out to be unsent: whoever reads the newest goes
  // on reading it.
  const sizes = new ResizeObserver(followEnd);
  for (const part of [scroller, byId("messages"), byId("outgoing")]) sizes.observe(part);

  return {
    toEnd,
    followEnd,
    isFollowing: () => following,
    offerNewest: () => {
      newest.hidden = false;
    },
  };
}
