// Bars over time, one for each step, in parts that stand on each other. Drawn as SVG, so they follow the theme.

import { html, svg } from "../lit/lit-html.js";
import { minute, number, short } from "./format.js";
import { t } from "./words.js";

const WIDTH = 720;
const HEIGHT = 150;

/**
 * @param points oldest first, with began_at
 * @param parts what to stack, lowest first: [{name, kind}], kind is a colour
 */
export function bars(points, parts, label) {
  const sums = points.map((point) => parts.reduce((sum, { name }) => sum + point[name], 0));
  const top = nice(Math.max(1, ...sums));
  const width = WIDTH / points.length;
  const all = parts.map(({ name, title }) =>
    `${title}: ${number(points.reduce((sum, point) => sum + point[name], 0))}`).join(", ");
  return html`<figure class="chart">
    <figcaption><span>${label}</span> <span class="legend">${parts.map(({ kind, title }) =>
      html`<span class="key ${kind}">${title}</span>`)}</span></figcaption>
    <div class="plot"><span class="top-line" aria-hidden="true">${short(top)}</span>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT + 18}" role="img" aria-label="${label}. ${all}" preserveAspectRatio="none">
      <line x1="0" x2=${WIDTH} y1="0.5" y2="0.5" class="grid"></line>
      <line x1="0" x2=${WIDTH} y1=${HEIGHT / 2} y2=${HEIGHT / 2} class="grid"></line>
      <line x1="0" x2=${WIDTH} y1=${HEIGHT} y2=${HEIGHT} class="grid"></line>
      ${points.map((point, place) => bar(point, parts, place * width, width, top))}
    </svg></div>
    <div class="axis" aria-hidden="true"><span>${minute(points[0].began_at)}</span>
      <span>${t("chart.now")}</span></div>
  </figure>`;
}

function bar(point, parts, x, width, top) {
  let y = HEIGHT;
  const text = parts.map(({ name, title }) => `${title} ${number(point[name])}`).join(", ");
  return svg`<g><title>${minute(point.began_at)}: ${text}</title>
    <rect x=${x} y="0" width=${width} height=${HEIGHT} class="catch"></rect>
    ${parts.map(({ name, kind }) => {
      const height = (point[name] / top) * HEIGHT;
      y -= height;
      return height ? svg`<rect x=${x + width * 0.1} y=${y} width=${width * 0.8} height=${height} class=${kind}></rect>` : "";
    })}</g>`;
}

/** A round number that is not less. */
function nice(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 5, 7.5, 10].map((step) => step * power).find((step) => step >= value);
}
