import { RANKING_SIZE } from './dashboard.js';
import { address, parsed, Refusal } from './rest.js';

/** Saves the ranking that is shown as CSV, in the words of the REST API. */
export async function saveRanking(frame) {
    const times = { from: new Date(frame.range.from).toISOString(), to: new Date(frame.range.to).toISOString() };
    await saveCsv(address('/v1/hashtags', { ...times, ...frame.filter, limit: RANKING_SIZE }), 'pulso-hashtags.csv');
}

/** Saves any list of the REST API as CSV. */
export async function saveCsv(path, name) {
    const response = await fetch(path, { headers: { accept: 'text/csv' } });
    if (!response.ok) {
        throw new Refusal(path, response.status, parsed(await response.text()));
    }
    const url = URL.createObjectURL(await response.blob());
    const link = Object.assign(document.createElement('a'), { href: url, download: name });
    link.click();
    URL.revokeObjectURL(url);
}
