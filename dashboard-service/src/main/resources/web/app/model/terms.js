const NO_BREAK = '\u00a0';
/** What spark-processor says of a member; what it says otherwise is shown as it is, in English. */
const NEARER = /^([\w-]+) (\S+) is nearer to (\S+) than to (\S+)$/;
const MOVE = /^([\w-]+) (\S+) → (\S+)$/;

/** The names, units and words of a run as its definition has them in the language of the page; as they are where it has none. */
export class Terms {
    #own;
    #words;

    constructor(run, words) {
        this.#own = run.words?.[words.language] ?? {};
        this.#words = words;
    }

    term(word) {
        return Object.hasOwn(this.#own, word) ? this.#own[word] : word;
    }

    /** Words between commas; the last has a number where two segments would be called the same. */
    segment(name) {
        return name.split(', ').map((part) => this.#numbered(part)).join(', ');
    }

    /** A condition in SQL: numbers, names, comparisons and `and`. */
    rule(text) {
        return text.split(' and ').map((condition) => this.#readable(condition)).join(` ${this.#words.t('and')} `);
    }

    /** Why a member is in its segment; undefined if it is not known how that is said. */
    why(text) {
        const [, feature, value, own, other] = NEARER.exec(text) ?? [];
        return feature && this.#words.t('nearerTo', { feature: this.term(feature), value: this.#figure(value), own: this.#figure(own), other: this.#figure(other) });
    }

    /** What would move a member; undefined if it is not known how that is said. */
    move(text) {
        const [, feature, from, to] = MOVE.exec(text) ?? [];
        return feature && `${this.term(feature)}: ${this.#figure(from)} → ${this.#figure(to)}`;
    }

    #numbered(part) {
        const [, word, number] = /^(.+) (\d+)$/.exec(part) ?? [];
        return number && !Object.hasOwn(this.#own, part) ? `${this.term(word)} ${number}` : this.term(part);
    }

    #readable(condition) {
        const [, name, sign, number] = /^([A-Za-z][\w-]*) (<=|>) (-?\d+(?:\.\d+)?)$/.exec(condition) ?? [];
        return name ? `${this.term(name)} ${sign === '>' ? '>' : '≤'}${NO_BREAK}${this.#figure(number)}` : condition;
    }

    #figure(text) {
        return Number.isFinite(Number(text)) ? this.#words.significant(Number(text)) : text;
    }
}
