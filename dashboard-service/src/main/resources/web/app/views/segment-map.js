import { html, nothing, svg } from 'lit';
import { Terms } from '../model/terms.js';
import { Part } from './part.js';

const SIZE = 100;
const MARGIN = 8;

/** Entities and segment centres on the plane that shows most of the spread; near means alike. */
class PulsoSegmentMap extends Part {
    static properties = { run: { attribute: false } };

    render() {
        const { words, run } = this;
        const centres = run.segments.map((segment, index) => ({ ...segment, index })).filter(({ x, y }) => x != null && y != null);
        const points = run.points ?? [];
        return html`
            <section class="card" aria-labelledby="map-title">
                <header class="card-head">
                    <h2 id="map-title">${words.t('map')}</h2>
                    <p class="muted">${words.t('mapHint')}</p>
                </header>
                ${centres.length || points.length ? this.#plane(centres, points) : html`<p class="muted">${words.t('noMap')}</p>`}
                ${centres.length ? this.#legend() : nothing}
            </section>
        `;
    }

    #plane(centres, points) {
        const { words, run } = this;
        const { place, height } = scale([...centres, ...points]);
        const colours = new Map(run.segments.map(({ id }, index) => [id, index % 8]));
        return html`
            <svg class="map" viewBox="0 0 ${SIZE} ${height}" role="img" aria-label=${words.t('mapSummary', {
                n: words.number(points.length),
                segments: words.number(centres.length),
            })}>
                ${points.map((point) => {
                    const at = place(point);
                    return svg`<circle class="point" data-colour=${colours.get(point.segment) ?? 7} cx=${at.x} cy=${at.y} r="0.7" />`;
                })}
                ${centres.map((centre) => {
                    const at = place(centre);
                    return svg`
                        <circle class="centre" data-colour=${centre.index % 8} cx=${at.x} cy=${at.y} r=${2.5 + 5 * Math.sqrt(centre.share)} />
                        <text x=${at.x} y=${at.y} dy="0.35em">${centre.id}</text>`;
                })}
            </svg>
        `;
    }

    #legend() {
        const { words, run } = this;
        const terms = new Terms(run, words);
        return html`
            <ul class="legend">
                ${run.segments.map(
                    ({ id, name }, index) => html`<li data-colour=${index % 8}><span class="swatch" aria-hidden="true"></span><code>${id}</code> ${terms.segment(name ?? '')}</li>`,
                )}
            </ul>
        `;
    }
}

/** Both axes alike: a distance means the same in every direction. The height is what the data needs. */
function scale(all) {
    const range = (values) => [Math.min(...values), Math.max(...values)];
    const [left, right] = range(all.map(({ x }) => x));
    const [low, high] = range(all.map(({ y }) => y));
    const inside = SIZE - 2 * MARGIN;
    const factor = inside / Math.max(right - left, high - low, 1e-9);
    const height = Math.round(Math.min(SIZE, Math.max(SIZE / 2, (high - low) * factor + 2 * MARGIN)));
    const place = ({ x, y }) => ({
        x: (SIZE / 2 + (x - (left + right) / 2) * factor).toFixed(2),
        y: (height / 2 - (y - (low + high) / 2) * factor).toFixed(2),
    });
    return { place, height };
}

customElements.define('pulso-segment-map', PulsoSegmentMap);
