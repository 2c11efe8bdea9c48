import { html, nothing } from 'lit';
import { saveCsv } from '../model/csv.js';
import { profile } from '../model/profile.js';
import { Terms } from '../model/terms.js';
import { complaintOf } from './complaint.js';
import { Part } from './part.js';
import { share } from './share.js';

/** Rules shown; the widest first. */
const RULES = 3;

/** The unit of what lies between nothing and all. */
const SHARE = 'share';

/** Characters of an id. */
const LONGEST_SHOWN = 16;

/** One segment: how many, how they differ, what finds them, who they are. */
class PulsoSegmentCard extends Part {
    static properties = {
        run: { attribute: false },
        segment: { attribute: false },
        index: { attribute: false },
        members: { state: true },
        complaint: { state: true },
    };

    #terms;
    #name;

    /** Another run's segment of the same place has other members. */
    willUpdate(changed) {
        this.#terms = new Terms(this.run, this.words);
        this.#name = this.#terms.segment(this.segment.name || this.segment.id);
        const before = changed.get('segment');
        if (before && before.id !== this.segment.id) {
            this.members = undefined;
        }
    }

    render() {
        const { words, segment, index } = this;
        return html`
            <article class="card segment" data-segment=${segment.id} data-colour=${index % 8} aria-labelledby=${`segment-${segment.id}`}>
                <div class="source-head">
                    <h2 id=${`segment-${segment.id}`}><span class="swatch" aria-hidden="true"></span>${this.#name}</h2>
                    <code class="muted">${segment.id}</code>
                </div>
                <p class="rate"><strong>${words.number(segment.size)}</strong> ${words.t('membersShare', { n: words.number(segment.size), share: words.percent(segment.share) })}</p>
                <span class="bar-track" aria-hidden="true"><span class="bar-fill own" ${share(segment.share)}></span></span>
                ${this.#profile()} ${this.#rules()} ${this.#members()}
            </article>
        `;
    }

    #profile() {
        const { words, run, segment } = this;
        const rows = profile(segment, run);
        return rows.length
            ? html`<h3>${words.t('profile')}</h3>
                  <dl class="profile">
                      ${rows.map(
                          (row) => html`<div>
                              <dt>${this.#terms.term(row.name)}</dt>
                              <dd>
                                  <span class="tilt" data-side=${row.tilt < 0 ? 'less' : 'more'} aria-hidden="true"><span ${share(Math.abs(row.tilt))}></span></span>
                                  <span class="value">${this.#mean(row, row.value)} ${row.unit === SHARE ? nothing : this.#terms.term(row.unit)}</span>
                                  <span class="muted">${words.t('average', { n: this.#mean(row, row.average) })}</span>
                              </dd>
                          </div>`,
                      )}
                  </dl>`
            : nothing;
    }

    #mean({ unit }, value) {
        return unit === SHARE ? this.words.percent(value) : this.words.mean(value);
    }

    #rules() {
        const { words, segment } = this;
        const rules = segment.rules ?? [];
        return rules.length
            ? html`<h3>${words.t('rules')}</h3>
                  <ul class="rules">
                      ${rules.slice(0, RULES).map(
                          (rule) => html`<li>
                              <span>${this.#terms.rule(rule.text)}</span>
                              <span class="muted">${words.t('ruleQuality', { coverage: words.percent(rule.coverage), precision: words.percent(rule.precision) })}</span>
                          </li>`,
                      )}
                  </ul>`
            : nothing;
    }

    #members() {
        const { words, segment, members } = this;
        const examples = segment.examples ?? [];
        return html`
            ${examples.length && !members
                ? html`<p class="examples muted">${words.t('examples')} ${examples.slice(0, 3).map((entity) => this.#entity(entity))}</p>`
                : nothing}
            ${members
                ? html`<h3>${words.t('members')}</h3>
                      <ul class="chips plain">${members.items.map(({ entity }) => html`<li>${this.#entity(entity)}</li>`)}</ul>
                      ${members.more ? html`<p class="muted">${words.t('moreMembers')}</p>` : nothing}`
                : nothing}
            <p class="complaint" role="alert">${this.complaint ?? ''}</p>
            <div class="actions">
                <button class="button small" type="button" aria-expanded=${Boolean(members)} @click=${this.#toggle}>
                    ${words.t(members ? 'hideMembers' : 'showMembers')}<span class="visually-hidden"> ${this.#name}</span>
                </button>
                <button class="button small" type="button" @click=${this.#save}>
                    ${words.t('csvMembers')}<span class="visually-hidden"> ${this.#name}</span>
                </button>
            </div>
        `;
    }

    /** Authors are keyed hashes: their beginning is enough to tell them apart, all of it is in the title. */
    #entity(entity) {
        const short = entity.length > LONGEST_SHOWN ? `${entity.slice(0, LONGEST_SHOWN)}…` : entity;
        return html`<button class="chip" type="button" title=${entity} @click=${() => this.model.url.set({ member: entity })}>${short}</button>`;
    }

    #toggle = async () => {
        this.complaint = '';
        if (this.members) {
            this.members = undefined;
            return;
        }
        try {
            this.members = await this.model.segments.members(this.run.segmentation, this.segment.id);
        } catch (refusal) {
            this.complaint = complaintOf(refusal, this.words);
        }
    };

    #save = async () => {
        const { segmentation } = this.run;
        const { id } = this.segment;
        this.complaint = '';
        try {
            await saveCsv(this.model.segments.membersCsv(segmentation, id), `pulso-${segmentation}-${id}.csv`);
        } catch (failure) {
            this.complaint = complaintOf(failure, this.words);
        }
    };
}

customElements.define('pulso-segment-card', PulsoSegmentCard);
