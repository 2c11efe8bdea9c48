import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Part } from './part.js';
import { share } from './share.js';

/** Types shown; more would be a list, not a picture. */
const TYPES = 8;

/** Business events per type. */
class PulsoActivity extends Part {
    render() {
        const { words, frame } = this;
        return html`
            <section class="card" aria-labelledby="activity-title">
                <header class="card-head">
                    <h2 id="activity-title">${words.t('activity')}</h2>
                    <p class="muted">${words.span(frame.range.from, frame.range.to)}</p>
                </header>
                ${frame.activity.length ? this.#table(frame.activity.slice(0, TYPES)) : this.#empty()}
            </section>
        `;
    }

    #table(rows) {
        const { words } = this;
        const valued = rows.some((row) => row.valueSum !== null);
        return html`
            <table class="activity">
                <thead>
                    <tr>
                        <th scope="col">${words.t('type')}</th>
                        <th scope="col" class="figure">${words.t('events')}</th>
                        ${valued ? html`<th scope="col" class="figure">${words.t('valueSum')}</th>` : nothing}
                    </tr>
                </thead>
                <tbody>
                    ${repeat(
                        rows,
                        (row) => row.type,
                        (row) => html`
                            <tr>
                                <td class="tag">
                                    <span class="type">${breakable(row.type)}</span>
                                    <span class="bar-track" aria-hidden="true">
                                        <span class="bar-fill second" ${share(row.events / rows[0].events)}></span>
                                    </span>
                                </td>
                                <td class="figure">${words.number(row.events)}</td>
                                ${valued
                                    ? html`<td class="figure">${row.valueSum === null ? '–' : words.precise(row.valueSum)}</td>`
                                    : nothing}
                            </tr>
                        `,
                    )}
                </tbody>
            </table>
        `;
    }

    #empty() {
        const { words, frame } = this;
        if (frame.load === 'loading') {
            return html`<div class="skeleton short">${words.t('loading')}</div>`;
        }
        return frame.load === 'failed'
            ? html`<div class="empty"><strong>${words.t('failed')}</strong></div>`
            : html`<div class="empty"><strong>${words.t('activityEmpty')}</strong><p>${words.t('activityEmptyHint')}</p></div>`;
    }
}

/** Long names break behind their dots first. */
function breakable(type) {
    return type.split(/(?<=\.)/).map((part) => html`${part}<wbr />`);
}

customElements.define('pulso-activity', PulsoActivity);
