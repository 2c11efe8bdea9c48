package dev.pulso.processor.segment.store;

/** What an entry of the store is about; the letter is the first byte of its key. */
public enum Kind {
    /** By the digest of a post or event: what is known of it. */
    KEY('k'),
    /** By entity, day and digest: the record that counts. */
    FACT('f'),
    /** By entity, day and digest: a record that counts and is in no partial yet. */
    FRESH('n'),
    /** By entity and day: a partial that has to be made anew. */
    STALE('r'),
    /** By entity and day: the partial aggregates. */
    PARTIAL('p'),
    /** By day and entity: that there is a partial. */
    DAY('l'),
    /** By entity: its aggregates have to be merged anew. */
    CHANGED('d'),
    /** By entity: its aggregates over the look-back. */
    AGGREGATE('a'),
    /** By entity: the serving model has not seen its aggregates. */
    UNSCORED('s'),
    /** By entity: the segment that was told last. */
    MEMBER('m'),
    /** By entity: a member change that is not on Kafka yet. */
    OUTGOING('o'),
    /** By entity: it was erased and stays so. */
    ERASED('t'),
    /** By entity: an erasure that is not carried through yet. */
    TO_ERASE('x'),
    /** By name: how far the store is. */
    MARK('z');

    private final byte letter;

    Kind(char letter) {
        this.letter = (byte) letter;
    }

    byte letter() {
        return letter;
    }
}
