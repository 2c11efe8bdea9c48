import { en } from './messages-en.js';
import { es } from './messages-es.js';

/** Every text of the page, in the languages it speaks. Numbers and dates come from the browser's own Intl. */
const MESSAGES = { en, es };

export const LANGUAGES = Object.keys(MESSAGES);

export function preferredLanguage() {
    const wanted = navigator.languages ?? [navigator.language];
    return wanted.map((tag) => tag.slice(0, 2)).find((tag) => MESSAGES[tag]) ?? 'en';
}

/** Texts and formats of one language. */
export function speak(language) {
    const messages = MESSAGES[language] ?? en;
    const integer = new Intl.NumberFormat(language);
    const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
    const decimal = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
    /** Of a mean the decimal is told even where it is nought: "1.0 days" needs no other form than "1.1 days". */
    const mean = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    const precise = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
    const exact = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
    const significant = new Intl.NumberFormat(language, { maximumSignificantDigits: 4 });
    const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
    const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
    const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    const moment = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };
    const shortDate = new Intl.DateTimeFormat(language, moment);
    const longDate = new Intl.DateTimeFormat(language, { ...moment, year: 'numeric' });
    /** Of another year than this one, the year is told. */
    const dateOf = (at) => (new Date(at).getFullYear() === new Date().getFullYear() ? shortDate : longDate);
    const dayMonth = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
    const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
    const zone = new Intl.DateTimeFormat(language, { timeZoneName: 'short' });
    const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
    const whole = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
    const size = new Intl.NumberFormat(language, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });
    const relative = new Intl.RelativeTimeFormat(language, { style: 'short' });
    const names = new Intl.DisplayNames([language], { type: 'language', fallback: 'code' });
    return {
        language,
        has: (key) => key in en,
        /** Of one there is another form, where a text has one. */
        t: (key, values = {}) =>
            ((String(values.n) === '1' && messages[`${key}.one`]) || (messages[key] ?? en[key] ?? key)).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? ''),
        number: (n) => integer.format(n),
        compact: (n) => compact.format(n),
        decimal: (n) => decimal.format(n),
        mean: (n) => mean.format(n),
        precise: (n) => precise.format(n),
        exact: (n) => exact.format(n),
        significant: (n) => significant.format(n),
        days: (from, to) => day.formatRange(from, to),
        percent: (n) => percent.format(n),
        wholePercent: (n) => whole.format(n),
        megabytes: (bytes) => size.format(bytes / 1e6),
        time: (at) => time.format(at),
        dateTime: (at) => dateTime.format(at),
        shortDate: (at) => dateOf(at).format(at),
        dayMonth: (at) => dayMonth.format(at),
        clock: (at) => clock.format(at),
        /** The zone of every time on the page: the browser's. */
        zone: (at) => zoneOf(zone, at),
        /** A range of time is told with its zone once, for the times near it. */
        span: (from, to) => `${dateOf(from).formatRange(from, to)} ${zoneOf(zone, to)}`,
        networkName: (network) => messages[`kind.${network}`] ?? network,
        languageName: (code) => nameOf(names, code) ?? messages.unknownLanguage,
        duration: (millis) => duration(millis, messages, decimal, integer),
        ago: (millis) => ago(millis, messages, decimal, integer, relative),
    };
}

/** As it is at that time: summer has another one. */
function zoneOf(format, at) {
    return format.formatToParts(at).find(({ type }) => type === 'timeZoneName').value;
}

/** Tags such as "und" or "qme" are valid on the wire but name no language. */
function nameOf(names, code) {
    try {
        return code === 'und' ? undefined : names.of(code);
    } catch {
        return code;
    }
}

/** In the unit that makes it a number one can grasp. */
function duration(millis, messages, decimal, integer) {
    const [key, text] =
        millis < 1_000 ? ['millis', integer.format(Math.round(millis))]
        : millis < 120_000 ? ['seconds', decimal.format(millis / 1000)]
        : ['minutes', decimal.format(millis / 60_000)];
    return messages[key].replace('{n}', text);
}

function ago(millis, messages, decimal, integer, relative) {
    const seconds = Math.max(0, millis / 1000);
    if (seconds < 10) {
        return messages.secondsAgo.replace('{n}', decimal.format(seconds));
    }
    if (seconds < 90) {
        return messages.secondsAgo.replace('{n}', integer.format(Math.round(seconds)));
    }
    if (seconds < 90 * 60) {
        return messages.minutesAgo.replace('{n}', integer.format(Math.round(seconds / 60)));
    }
    const hours = Math.round(seconds / 3600);
    return hours < 48 ? relative.format(-hours, 'hour') : relative.format(-Math.round(hours / 24), 'day');
}
