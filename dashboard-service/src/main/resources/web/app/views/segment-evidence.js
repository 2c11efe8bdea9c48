import { html, nothing } from 'lit';
import { ordered } from '../model/ordered.js';
import { Part } from './part.js';

/** In the order of what decides most. How many segments were tried is in the table. */
const PARAMETERS = ['cause', 'algorithm', 'lookBack', 'starts', 'seed'];
const IN_TABLE = ['k', 'kFrom', 'kTo'];

/** Why there are as many segments as there are: what each number tried came to. */
class PulsoSegmentEvidence extends Part {
    static properties = { run: { attribute: false } };

    render() {
        const { words, run } = this;
        const tried = run.evidence ?? [];
        const told = ordered(run.parameters, PARAMETERS).filter(([name]) => !IN_TABLE.includes(name));
        if (!tried.length && !told.length) {
            return nothing;
        }
        return html`
            <details class="twin">
                <summary>${words.t('evidence')}</summary>
                ${told.length ? html`<p class="muted">${told.map(([name, value]) => this.#parameter(name, value)).join(' · ')}</p>` : nothing}
                ${tried.length ? this.#table(tried) : nothing}
            </details>
        `;
    }

    /** What is not known here is shown as it was told. */
    #parameter(name, value) {
        const { words } = this;
        const [, days] = /^P(\d+)D$/.exec(value) ?? [];
        const [key, known] = [`parameter.${name}`, `${name}.${value}`];
        const text = days ? words.t('days', { n: words.number(Number(days)) }) : words.has(known) ? words.t(known) : value;
        return `${words.has(key) ? words.t(key) : name}: ${text}`;
    }

    #table(tried) {
        const { words, run } = this;
        const chosen = run.segments?.length ?? run.segmentCount;
        const shown = (value) => (value === undefined ? '–' : words.exact(value));
        return html`
            <div class="twin-scroll" tabindex="0" role="group" aria-label=${words.t('evidence')}>
                <table class="evidence">
                    <thead>
                        <tr>
                            <th scope="col" class="figure">${words.t('segmentCount')}</th>
                            <th scope="col" class="figure">${words.t('quality.silhouette')}</th>
                            <th scope="col" class="figure">${words.t('evidence.gap')}</th>
                            <th scope="col" class="figure">${words.t('evidence.wcss')}</th>
                        </tr>
                    </thead>
                    <tbody>
                        ${tried.map(
                            (one) => html`<tr data-k=${one.k} aria-current=${one.k === chosen ? 'true' : nothing}>
                                <th scope="row" class="figure">${words.number(one.k)}${one.k === chosen ? html` <span class="muted">${words.t('evidence.chosen')}</span>` : nothing}</th>
                                <td class="figure">${shown(one.silhouette)}</td>
                                <td class="figure">${shown(one.gap)}${one.gapSpread === undefined ? nothing : ` ± ${words.exact(one.gapSpread)}`}</td>
                                <td class="figure">${one.wcss === undefined ? '–' : words.compact(one.wcss)}</td>
                            </tr>`,
                        )}
                    </tbody>
                </table>
            </div>
            <p class="muted">${words.t('evidenceHint')}</p>
        `;
    }
}

customElements.define('pulso-segment-evidence', PulsoSegmentEvidence);
