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
    const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
    const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    const shortDate = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
    const names = new Intl.DisplayNames([language], { type: 'language', fallback: 'code' });
    return {
        language,
        t: (key, values = {}) =>
            (messages[key] ?? en[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? ''),
        number: (n) => integer.format(n),
        compact: (n) => compact.format(n),
        decimal: (n) => decimal.format(n),
        time: (at) => time.format(at),
        dateTime: (at) => dateTime.format(at),
        shortDate: (at) => shortDate.format(at),
        span: (from, to) => shortDate.formatRange(from, to),
        languageName: (code) => nameOf(names, code) ?? messages.unknownLanguage,
        ago: (millis) => ago(millis, messages, decimal, integer),
    };
}

/** Tags such as "und" or "qme" are valid on the wire but name no language. */
function nameOf(names, code) {
    try {
        return code === 'und' ? undefined : names.of(code);
    } catch {
        return code;
    }
}

function ago(millis, messages, decimal, integer) {
    const seconds = Math.max(0, millis / 1000);
    if (seconds < 10) {
        return messages.secondsAgo.replace('{n}', decimal.format(seconds));
    }
    return seconds < 90
        ? messages.secondsAgo.replace('{n}', integer.format(Math.round(seconds)))
        : messages.minutesAgo.replace('{n}', integer.format(Math.round(seconds / 60)));
}
