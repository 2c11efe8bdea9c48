package dev.pulso.extractor.hashtag;

/** The character classes of a hashtag, as in twitter-text 3.1: letters, marks, decimal digits and some joiners. */
final class TagCharacters {
    private static final int OTHER = 0;
    private static final int DIGIT_OR_JOINER = 1;
    private static final int LETTER = 2;

    /** Underscore, ZWNJ, ZWJ, tildes, dots and marks that are part of words in the scripts that use them. */
    private static final String JOINERS =
            "_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\u00b7";

    private static final byte[] LATIN_1 = latin1();

    private TagCharacters() {}

    static boolean isTagCharacter(int codePoint) {
        return classOf(codePoint) != OTHER;
    }

    /** Letters and marks: a tag needs at least one. */
    static boolean isLetter(int codePoint) {
        return classOf(codePoint) == LETTER;
    }

    private static int classOf(int codePoint) {
        return codePoint < LATIN_1.length ? LATIN_1[codePoint] : computeClassOf(codePoint);
    }

    private static int computeClassOf(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK -> LETTER;
            case Character.DECIMAL_DIGIT_NUMBER -> DIGIT_OR_JOINER;
            default -> JOINERS.indexOf(codePoint) >= 0 ? DIGIT_OR_JOINER : OTHER;
        };
    }

    private static byte[] latin1() {
        byte[] classes = new byte[256];
        for (int c = 0; c < classes.length; c++) {
            classes[c] = (byte) computeClassOf(c);
        }
        return classes;
    }
}
