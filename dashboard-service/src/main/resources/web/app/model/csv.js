import { RANKING_SIZE } from './dashboard.js';
import { address } from './rest.js';

/** Saves what is shown as CSV, in the words of the REST API. */
export async function saveCsv(frame) {
    const times = { from: new Date(frame.range.from).toISOString(), to: new Date(frame.range.to).toISOString() };
    const path = address('/v1/hashtags', { ...times, ...frame.filter, limit: RANKING_SIZE });
    const response = await fetch(path, { headers: { accept: 'text/csv' } });
    if (!response.ok) {
        throw new Error(`CSV answered ${response.status}`);
    }
    const url = URL.createObjectURL(await response.blob());
    const link = Object.assign(document.createElement('a'), { href: url, download: 'pulso-hashtags.csv' });
    link.click();
    URL.revokeObjectURL(url);
}
