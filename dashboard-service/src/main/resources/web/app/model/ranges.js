import { liveRange, MINUTE } from './windows.js';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The choices of the time range. `window` is what REST calls the same range. */
export const RANGES = {
    '15m': { length: 15 * MINUTE, live: true, window: '15m' },
    '1h': { length: HOUR, live: true, window: '1h' },
    '24h': { length: DAY, live: false, window: '24h' },
    custom: { live: false },
};

/** What the address asks for, as times and as REST parameters. */
export function rangeOf(url, now) {
    const name = RANGES[url.get('range')] ? url.get('range') : '15m';
    if (name !== 'custom') {
        const range = liveRange(RANGES[name].length, now);
        return { ...range, name, live: RANGES[name].live, step: stepOf(range), query: { window: RANGES[name].window } };
    }
    const from = Date.parse(url.get('from'));
    const to = Date.parse(url.get('to'));
    if (!(from < to)) {
        return { ...rangeOfDay(now), name, live: false, step: '5m', query: {} };
    }
    const query = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    return { from, to, name, live: false, step: stepOf({ from, to }), query };
}

function rangeOfDay(now) {
    return liveRange(DAY, now);
}

/** A width that gives a few hundred points at most. */
function stepOf({ from, to }) {
    const length = to - from;
    if (length <= 3 * HOUR) {
        return '1m';
    }
    if (length <= DAY) {
        return '5m';
    }
    return length <= 14 * DAY ? '1h' : '1d';
}

export const STEP_LENGTH = { '1m': MINUTE, '5m': 5 * MINUTE, '1h': HOUR, '1d': DAY };
