import { html } from 'lit';
import { Terms } from '../model/terms.js';
import { Part } from './part.js';
import { share } from './share.js';

/** Ways shown, most used first. */
const WAYS = 10;

/** How many went from which segment to which in the last thirty days. */
class PulsoSegmentMovements extends Part {
    static properties = { run: { attribute: false }, movements: { attribute: false } };

    render() {
        const { words, movements } = this;
        return html`
            <section class="card movements" aria-labelledby="movements-title">
                <header class="card-head">
                    <h2 id="movements-title">${words.t('movements')}</h2>
                    <p class="muted">${words.t('lastDays', { n: 30 })}</p>
                </header>
                ${movements.length ? this.#table(movements.slice(0, WAYS)) : html`<p class="muted">${words.t('noMovements')}</p>`}
            </section>
        `;
    }

    #table(ways) {
        const { words } = this;
        return html`
            <table class="activity">
                <thead>
                    <tr><th scope="col">${words.t('fromSegment')}</th><th scope="col">${words.t('toSegment')}</th><th scope="col" class="figure">${words.t('members')}</th></tr>
                </thead>
                <tbody>
                    ${ways.map(
                        ({ from, fromName, to, toName, entities }) => html`<tr>
                            <td>${this.#name(from, fromName, 'cameIn')}</td>
                            <td>${this.#name(to, toName, 'left')}
                                <span class="bar-track" aria-hidden="true"><span class="bar-fill second" ${share(entities / ways[0].entities)}></span></span></td>
                            <td class="figure">${words.number(entities)}</td>
                        </tr>`,
                    )}
                </tbody>
            </table>
        `;
    }

    #name(id, told, absent) {
        const { words, run } = this;
        const name = told || run.segments.find((segment) => segment.id === id)?.name || id;
        return id ? new Terms(run, words).segment(name) : html`<span class="muted">${words.t(absent)}</span>`;
    }
}

customElements.define('pulso-segment-movements', PulsoSegmentMovements);
