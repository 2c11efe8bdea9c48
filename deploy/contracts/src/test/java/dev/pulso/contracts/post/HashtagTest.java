package dev.pulso.contracts.post;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;

class HashtagTest {
    @Property(tries = 5000)
    void shouldCountTheCountingFormAsItself(@ForAll String text) {
        String once = Hashtag.countingForm(text);

        assertThat(Hashtag.countingForm(once)).isEqualTo(once);
    }

    @Example
    void shouldCountTheCountingFormOfEveryCharacterAsItself() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (!Character.isDefined(codePoint) || Character.getType(codePoint) == Character.SURROGATE) {
                continue;
            }
            for (String text : new String[] {Character.toString(codePoint), "#a" + Character.toString(codePoint)}) {
                String once = Hashtag.countingForm(text);
                assertThat(Hashtag.countingForm(once).equals(once))
                        .as("U+%04X", codePoint)
                        .isTrue();
            }
        }
    }

    @Property
    void shouldOrderAsUtf8DoesWhateverTheyHaveInCommon(
            @ForAll("texts") String common, @ForAll("texts") String left, @ForAll("texts") String right) {
        int byBytes = Arrays.compareUnsigned((common + left).getBytes(UTF_8), (common + right).getBytes(UTF_8));

        assertThat(Integer.signum(Hashtag.ORDER.compare(common + left, common + right)))
                .isEqualTo(Integer.signum(byBytes));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(0x61, 0xDF, 0x6771, 0xE000, 0xFF5A, 0xFFFD, 0x1F600, 0x1F64F, 0x20000)
                .map(Character::toString)
                .list()
                .ofMaxSize(3)
                .map(letters -> String.join("", letters));
    }

    @Property
    void shouldBeInNfc(@ForAll String text) {
        assertThat(Normalizer.isNormalized(Hashtag.countingForm(text), Normalizer.Form.NFC))
                .isTrue();
    }

    @Property
    void shouldNotCareHowItIsComposed(@ForAll @CharRange(from = 'À', to = 'ỹ') char letter) {
        String composed = Character.toString(letter);
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);

        assertThat(Hashtag.countingForm(decomposed)).isEqualTo(Hashtag.countingForm(composed));
    }

    @Example
    void shouldFoldWhatPeopleWrite() {
        assertThat(Hashtag.countingForm("#JeSuisCharlie")).isEqualTo("jesuischarlie");
        assertThat(Hashtag.countingForm("＃東京")).isEqualTo("東京");
        assertThat(Hashtag.countingForm("##kafka")).isEqualTo("kafka");
        assertThat(Hashtag.countingForm("#﹟kafka")).isEqualTo("kafka");
        assertThat(Hashtag.countingForm("ＡＢＣ１２３")).isEqualTo("abc123");
        assertThat(Hashtag.countingForm("İstanbul")).isEqualTo("i̇stanbul");
        assertThat(Hashtag.countingForm("STRAẞE")).isEqualTo("straße");
        assertThat(Hashtag.countingForm("Straße")).isEqualTo("straße");
        assertThat(Hashtag.countingForm("ﬁn")).isEqualTo("fin");
        assertThat(Hashtag.countingForm("हिन्दी")).isEqualTo("हिन्दी");
        assertThat(Hashtag.countingForm("ΣΊΣΥΦΟΣ")).isEqualTo("σίσυφος");
    }

    @Example
    void shouldNotDependOnTheLocaleOfTheMachine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(Hashtag.countingForm("TITLE")).isEqualTo("title");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Example
    void shouldKeepTheSpelling() {
        assertThat(Hashtag.of("ApacheSpark")).isEqualTo(new Hashtag("apachespark", "ApacheSpark"));
        assertThat(new Hashtag("Kafka", null)).isEqualTo(new Hashtag("kafka", "Kafka"));
        assertThat(new Hashtag("##", "##").tag()).isEqualTo("##");
        assertThatIllegalArgumentException().isThrownBy(() -> Hashtag.of("#")).withMessage("hashtags.tag is empty");
    }
}
