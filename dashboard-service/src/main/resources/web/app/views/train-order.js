import { html } from 'lit';
import { complaintOf } from './complaint.js';
import { Part } from './part.js';

/** Has segmentations trained now, and says what became of the order. The run itself comes by the stream. */
class PulsoTrainOrder extends Part {
    static properties = {
        names: { attribute: false },
        called: { attribute: false },
        ordered: { state: true },
        busy: { state: true },
        complaint: { state: true },
    };

    render() {
        const { words, names, called, busy, ordered, complaint } = this;
        return html`
            <div class="actions">
                ${names.map(
                    (name) => html`<button class="button" type="button" ?disabled=${busy} data-train=${name} @click=${() => this.#train(name)}>
                        ${words.t('trainNow', { name: called(name) })}
                    </button>`,
                )}
            </div>
            <p role="status">${ordered ? words.t('trainOrdered', { name: called(ordered) }) : ''}</p>
            <p class="complaint" role="alert">${complaint ?? ''}</p>
        `;
    }

    async #train(name) {
        this.busy = true;
        this.ordered = '';
        this.complaint = '';
        try {
            await this.model.segments.train(name);
            this.ordered = name;
        } catch (refusal) {
            this.complaint = html`${this.words.t('trainRefused', { name: this.called(name) })} ${complaintOf(refusal, this.words)}`;
        } finally {
            this.busy = false;
        }
    }
}

customElements.define('pulso-train-order', PulsoTrainOrder);
