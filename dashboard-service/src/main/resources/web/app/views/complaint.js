import { html } from 'lit';

/**
 * Why a service refused: what kind of refusal it is, in the language of the page; and the particulars in the words of the
 * service, which speaks English.
 */
export function complaintOf(refusal, words) {
    const key = `problem.${refusal.code}`;
    return words.language === 'en' || !words.has(key)
        ? html`<span lang="en">${refusal.message}</span>`
        : html`${words.t(key)}: <span lang="en">${refusal.message}</span>`;
}
