package dev.pulso.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import java.time.OffsetDateTime;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the quick checks let through, the JDK lets through as well. */
class QuickChecksTest {
    @Example
    void shouldKnowTheCommonForms() {
        assertThat(EventTime.plainlyGood("2026-11-23T08:01:44Z")).isTrue();
        assertThat(EventTime.plainlyGood("2026-11-23T08:01:44.1Z")).isTrue();
        assertThat(EventTime.plainlyGood("2026-11-23T08:01:44.123456789Z")).isTrue();
        assertThat(EventTime.plainlyGood("2026-11-23T08:01:44.Z")).isFalse();
        assertThat(EventTime.plainlyGood("2026-02-31T08:01:44Z")).isFalse();
        assertThat(EventTime.plainlyGood("0000-01-01T00:00:00Z")).isFalse();
        assertThat(Attributes.plainPath("/shop/eu-west_1.a~b")).isTrue();
        assertThat(Attributes.plainPath("//host")).isFalse();
        assertThat(Attributes.plainPath("/a b")).isFalse();
    }

    @Property(tries = 3000)
    void shouldNeverPassATimeThatIsNone(@ForAll("times") String text) {
        if (EventTime.plainlyGood(text)) {
            assertThatCode(() -> EventTime.checkRange(OffsetDateTime.parse(text).toInstant()))
                    .doesNotThrowAnyException();
        }
    }

    @Property(tries = 1000)
    void shouldNeverPassASourceThatIsNoUri(@ForAll("paths") String text) {
        if (Attributes.plainPath(text)) {
            assertThatCode(() -> new URI(text)).doesNotThrowAnyException();
        }
    }

    /** A good time with up to two characters changed, one dropped or one put in. */
    @Provide
    Arbitrary<String> times() {
        Arbitrary<String> good = Arbitraries.of(
                "2026-11-23T08:01:44Z",
                "2026-11-23T08:01:44.123Z",
                "1999-12-28T23:59:59.123456789Z",
                "0001-01-01T00:00:00Z");
        return Combinators.combine(
                        good,
                        Arbitraries.integers().between(0, 18),
                        Arbitraries.integers().between(0, 18),
                        Arbitraries.chars()
                                .with("0123456789:-.TZtz+ ")
                                .array(char[].class)
                                .ofSize(2),
                        Arbitraries.integers().between(0, 3))
                .as((text, one, other, characters, how) -> {
                    StringBuilder changed = new StringBuilder(text);
                    changed.setCharAt(one, characters[0]);
                    changed.setCharAt(other, how > 0 ? characters[1] : changed.charAt(other));
                    if (how == 2) {
                        changed.deleteCharAt(one);
                    } else if (how == 3) {
                        changed.insert(one, String.valueOf(characters, 1, 1));
                    }
                    return changed.toString();
                });
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings()
                .withChars("/ab.-_~%[]: ?#@")
                .ofMaxLength(12)
                .map(text -> "/" + text);
    }
}
