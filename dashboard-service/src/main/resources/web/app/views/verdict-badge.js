import { html } from 'lit';

const TONES = { PROMOTED: 'good', REFUSED: 'bad', NO_STRUCTURE: 'still', NOT_ENOUGH_DATA: 'still' };

/** What became of a training run. */
export function verdictBadge(verdict, words) {
    const key = `verdict.${verdict}`;
    return html`<span class="badge" data-tone=${TONES[verdict] ?? 'wait'}>${words.has(key) ? words.t(key) : verdict}</span>`;
}
