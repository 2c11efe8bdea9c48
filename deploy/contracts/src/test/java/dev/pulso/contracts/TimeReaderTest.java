package dev.pulso.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The fast way and Jackson's own are one: same times, same refusals. */
class TimeReaderTest {
    private static final ObjectMapper JACKSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    @Property
    void shouldReadEveryTime(@ForAll("times") String time) {
        assertThat(read(MessageCodec.mapper(), time))
                .isEqualTo(Instant.parse(time).toString());
    }

    @Property
    void shouldAgreeOnWhatIsNearlyATime(@ForAll("nearlyTimes") String text) {
        assertThat(read(MessageCodec.mapper(), text)).isEqualTo(read(JACKSON, text));
    }

    @Provide
    Arbitrary<String> times() {
        return Combinators.combine(
                        Arbitraries.longs().between(-62_135_596_800L, 253_402_300_799L),
                        Arbitraries.integers().between(0, 999_999_999),
                        Arbitraries.integers().between(0, 9))
                .as((seconds, nanos, digits) -> {
                    String whole = Instant.ofEpochSecond(seconds).toString();
                    String fraction = "%09d".formatted(nanos).substring(0, digits);
                    return digits == 0 ? whole : whole.replace("Z", "." + fraction + "Z");
                });
    }

    @Provide
    Arbitrary<String> nearlyTimes() {
        Arbitrary<String> put =
                Arbitraries.strings().withChars("01269TtZz:-+. x").ofMaxLength(2);
        return Combinators.combine(times(), Arbitraries.integers().between(0, 19), put)
                .as((time, at, odd) ->
                        new StringBuilder(time).replace(at, at + 1, odd).toString());
    }

    private static String read(ObjectMapper mapper, String text) {
        try {
            return mapper.readValue(mapper.writeValueAsString(text), Instant.class)
                    .toString();
        } catch (JsonProcessingException e) {
            return "refused";
        }
    }
}
