package dev.pulso.results.related;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingsTest {
    @ParameterizedTest
    @CsvSource({
        "mexico, méxico",
        "niños, ninos",
        "open_source, opensource",
        "sant_jordi, santjordi",
        "kubernetes, kuberntes",
        "kubernetes, kubernetse",
        "kubernetes, kubernetess",
        "cop28_dubai, cop28dubai",
        "jesuischarlie, jesuischarlies",
        "می‌خواهم, میخواهم",
        "مُحَمَّد, محمد"
    })
    void shouldTakeSpellingsOfOneWordForVariants(String tag, String other) {
        assertThat(Spellings.areOfOneWord(tag, other)).isTrue();
        assertThat(Spellings.areOfOneWord(other, tag)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // another digit is another thing
        "olympics2024, olympics2025",
        "element4, element",
        // short ones are other words
        "spark, sparc",
        "paris, parts",
        // two slips
        "kubernetes, kubernet",
        // marks that make other letters, and syllables of which only parts are the same
        "かき, がき",
        "कमल, कमला",
        "안녕하세요, 안녕히가세요",
        "kafka, spark"
    })
    void shouldNotTakeOtherWordsForVariants(String tag, String other) {
        assertThat(Spellings.areOfOneWord(tag, other)).isFalse();
        assertThat(Spellings.areOfOneWord(other, tag)).isFalse();
    }

    @Property
    void shouldNotCareAboutAccentsAndLowLines(
            @ForAll("words") String word, @ForAll @IntRange(max = 30) int at, @ForAll("ornaments") String ornament) {
        int place = Math.min(at, word.length());
        String ornate = word.substring(0, place) + ornament + word.substring(place);

        assertThat(Spellings.areOfOneWord(word, Normalizer.normalize(ornate, Normalizer.Form.NFC)))
                .isTrue();
    }

    /** Letters and digits of which one stands elsewhere, is missing or is another one. */
    @Property
    void shouldForgiveOneSlipInALongWordUnlessItIsInADigit(
            @ForAll("words") String word, @ForAll @IntRange(max = 30) int at, @ForAll("letters") char letter) {
        int place = at % word.length();
        String slip = word.substring(0, place) + letter + word.substring(place + 1);
        boolean digits = Character.isDigit(letter) || Character.isDigit(word.charAt(place));

        assertThat(Spellings.areOfOneWord(word, slip)).isEqualTo(word.equals(slip) || (!digits && word.length() >= 7));
        assertThat(Spellings.areOfOneWord(slip, word)).isEqualTo(Spellings.areOfOneWord(word, slip));
    }

    @Provide
    Arbitrary<String> words() {
        return letters().list().ofMinSize(1).ofMaxSize(12).map(letters -> {
            StringBuilder word = new StringBuilder();
            letters.forEach(word::append);
            return word.toString();
        });
    }

    @Provide
    Arbitrary<Character> letters() {
        return Arbitraries.of('a', 'e', 'n', 'o', 'x', '1', '2');
    }

    @Provide
    Arbitrary<String> ornaments() {
        return Arbitraries.of("_", "\u0301", "\u0303", "\u200D", "\u00B7");
    }
}
