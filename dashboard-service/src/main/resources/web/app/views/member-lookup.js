import { html, nothing } from 'lit';
import { ordered } from '../model/ordered.js';
import { Terms } from '../model/terms.js';
import { complaintOf } from './complaint.js';
import { Part } from './part.js';

/** Changes of segment shown, newest first. */
const CHANGES = 8;

/** Where one entity belongs, and why. Which one is asked for is part of the address. */
class PulsoMemberLookup extends Part {
    static properties = {
        run: { attribute: false },
        entity: { attribute: false },
        member: { state: true },
        complaint: { state: true },
    };
    #asked = '';

    willUpdate() {
        const { entity } = this;
        const question = entity ? `${this.run.segmentation}|${this.run.version}|${entity}` : '';
        if (question !== this.#asked) {
            this.#asked = question;
            this.member = undefined;
            this.complaint = '';
            if (entity) {
                this.#ask(question, entity);
            }
        }
    }

    async #ask(question, entity) {
        try {
            const member = await this.model.segments.member(this.run.segmentation, entity);
            if (question === this.#asked) {
                this.member = member;
            }
        } catch (refusal) {
            if (question === this.#asked) {
                this.complaint = complaintOf(refusal, this.words);
            }
        }
    }

    render() {
        const { words, entity, member } = this;
        return html`
            <section class="card lookup" aria-labelledby="lookup-title">
                <header class="card-head"><h2 id="lookup-title">${words.t('lookup')}</h2></header>
                <form class="find" role="search" aria-labelledby="lookup-title" @submit=${this.#find}>
                    <label class="stacked"><span>${words.t('entity')}</span>
                        <input name="entity" required autocomplete="off" spellcheck="false" .value=${entity} /></label>
                    <button class="button primary" type="submit">${words.t('find')}</button>
                </form>
                <p class="complaint" role="alert">${this.complaint ?? ''}</p>
                <div role="status">
                    ${member === null ? html`<p>${words.t('noMember', { entity })}</p>` : nothing}
                    ${member ? this.#found(member) : nothing}
                </div>
            </section>
        `;
    }

    #found(member) {
        const { words, run } = this;
        const terms = new Terms(run, words);
        const name = (id) => terms.segment(run.segments.find((segment) => segment.id === id)?.name || id);
        const [last] = member.history ?? [];
        const before = member.previousSegment ?? last?.previousSegment;
        const inEnglish = (text) => html`<span lang="en">${text}</span>`;
        const facts = [
            ['previously', before && name(before)],
            ['sinceWhen', member.since && words.shortDate(Date.parse(member.since))],
            ['nearest', member.nearest && name(member.nearest)],
            ['distance', member.distance != null && words.precise(member.distance)],
            ['because', member.why && (terms.why(member.why) ?? inEnglish(member.why))],
            ['wouldMove', member.mover && (terms.move(member.mover) ?? inEnglish(member.mover))],
            ...ordered(member.features ?? {}, (run.features ?? []).map((feature) => feature.name)).map(([feature, value]) => [terms.term(feature), words.decimal(value)]),
        ].filter(([, value]) => value);
        return html`
            <p class="found"><strong>${member.entity}</strong> ${member.segment ? html`→ <strong>${name(member.segment)}</strong>` : words.t('leftSegmentation')}</p>
            <dl class="facts">
                ${facts.map(([key, value]) => html`<div><dt>${words.has(`member.${key}`) ? words.t(`member.${key}`) : key}</dt><dd>${value}</dd></div>`)}
            </dl>
            ${this.#changes(member.history ?? [], name)}
        `;
    }

    #changes(history, name) {
        const { words } = this;
        return history.length > 1
            ? html`<h3>${words.t('changes')}</h3>
                  <ol class="changes">
                      ${history.slice(0, CHANGES).map(
                          ({ at, segment }) => html`<li>
                              <time class="muted" datetime=${at}>${words.shortDate(Date.parse(at))}</time>
                              ${segment ? name(segment) : words.t('leftSegmentation')}
                          </li>`,
                      )}
                  </ol>`
            : nothing;
    }

    #find = (event) => {
        event.preventDefault();
        this.model.url.set({ member: event.target.elements.entity.value.trim() });
    };
}

customElements.define('pulso-member-lookup', PulsoMemberLookup);
