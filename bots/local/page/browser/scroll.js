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
    byId("words").focus();
  });
  // The keyboard slides in, the composer grows: whoever reads the newest goes on reading it.
  new ResizeObserver(followEnd).observe(scroller);

  return {
    toEnd,
    followEnd,
    isFollowing: () => following,
    offerNewest: () => {
      newest.hidden = false;
    },
  };
}
