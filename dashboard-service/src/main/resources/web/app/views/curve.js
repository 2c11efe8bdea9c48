import { svg, html, nothing } from 'lit';

const WIDTH = 100;
const HEIGHT = 28;

/** A small curve without axes, for the eye only: the figures stand beside it. */
export function curve(values) {
    if (values.length < 2) {
        return nothing;
    }
    const most = Math.max(...values, 1e-9);
    const step = WIDTH / (values.length - 1);
    const points = values.map((value, i) => `${(i * step).toFixed(1)},${(HEIGHT - 2 - (value / most) * (HEIGHT - 4)).toFixed(1)}`);
    return html`
        <svg class="curve" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
            ${svg`<polygon points="0,${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}" />`}
            ${svg`<polyline points=${points.join(' ')} />`}
        </svg>
    `;
}
