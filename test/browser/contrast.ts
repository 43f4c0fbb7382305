import type { Page } from "playwright-core";

/** A text on the page, what it is written in and what it stands on. */
interface Shade {
  readonly text: string;
  readonly size: number;
  readonly ink: readonly number[];
  /** Every ground from the text outwards, until one that lets nothing through. */
  readonly grounds: readonly (readonly number[])[];
}

/** Every visible text with less contrast to its ground than people with low vision need, in words. */
export async function weakTexts(page: Page): Promise<readonly string[]> {
  const shades = (await page.evaluate(collect)) as readonly Shade[];
  if (shades.length === 0) throw new Error("There was no text to look at.");
  return shades.flatMap((shade) => {
    const ratio = contrastOf(shade);
    return ratio < 4.5 ? [`${shade.text}: ${ratio.toFixed(2)}`] : [];
  });
}

/** WCAG 2.2, 1.4.3: the relative luminances of ink and ground, each raised by 0.05, divided. */
function contrastOf({ ink, grounds }: Shade): number {
  const ground = grounds.reduceRight<readonly number[]>(
    (under, over) => blend(over, under),
    [255, 255, 255, 1],
  );
  const [light, dark] = [luminance(blend(ink, ground)), luminance(ground)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function blend(over: readonly number[], under: readonly number[]): readonly number[] {
  const alpha = over[3] ?? 1;
  return [0, 1, 2].map((i) => (over[i] ?? 0) * alpha + (under[i] ?? 0) * (1 - alpha)).concat(1);
}

function luminance(color: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = color.slice(0, 3).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// Runs in the page, hence as text. A canvas turns any colour the browser knows into red, green, blue and alpha.
const collect = `(() => {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (text === "" || !element.checkVisibility({ visibilityProperty: true }) || element.closest(".sr, noscript")) continue;
    const grounds = [];
    for (let it = element; it !== null; it = it.parentElement) {
      const ground = rgba(getComputedStyle(it).backgroundColor);
      if (ground[3] > 0) grounds.push(ground);
      if (ground[3] === 1) break;
    }
    const style = getComputedStyle(element);
    found.push({ text, size: parseFloat(style.fontSize), ink: rgba(style.color), grounds });
  }
  const words = document.getElementById("words");
  found.push({ text: "placeholder", size: 16, ink: rgba(getComputedStyle(words, "::placeholder").color), grounds: [rgba(getComputedStyle(words.form).backgroundColor)] });
  return found;
})()`;
