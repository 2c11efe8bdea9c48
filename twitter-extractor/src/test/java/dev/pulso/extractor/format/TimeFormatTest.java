package dev.pulso.extractor.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {
    private static Instant parse(String format, String zone, String text) {
        return TimeFormat.of(format, ZoneId.of(zone)).parse(text);
    }

    @ParameterizedTest
    @CsvSource({
        "iso, 2015-01-07T11:06:08Z, 2015-01-07T11:06:08Z",
        "iso, 2015-01-07 11:06:08, 2015-01-07T16:06:08Z",
        "iso, 2015-01-07T11:06, 2015-01-07T16:06:00Z",
        "iso, 2015-01-07, 2015-01-07T05:00:00Z",
        "iso, 2015-01-07 11:06:08.1, 2015-01-07T16:06:08.100Z",
        "iso, 2015-01-07T11:06:08.1234567Z, 2015-01-07T11:06:08.123456700Z",
        "iso, 2015-01-07T11:06:08.123456789+01:00, 2015-01-07T10:06:08.123456789Z",
        "iso, 2015-01-07 11:06:08+0100, 2015-01-07T10:06:08Z",
        "iso, 2015-01-07 11:06:08 -05, 2015-01-07T16:06:08Z",
        "iso, 2015-01-07 11:06:08 UTC, 2015-01-07T11:06:08Z",
        "iso, 2015-01-07 11:06:08 Europe/Berlin, 2015-01-07T10:06:08Z",
        "EEE MMM dd HH:mm:ss Z yyyy, Wed Jan 07 11:06:08 +0000 2015, 2015-01-07T11:06:08Z",
        "EEE MMM dd HH:mm:ss zzz yyyy, Wed Jan 07 11:06:08 CET 2015, 2015-01-07T10:06:08Z",
        "dd/MM/yyyy h:mm a, 7/1/2015 1:06 PM, ",
        "d/M/yyyy h:mm a, 7/1/2015 1:06 pm, 2015-01-07T18:06:00Z",
        "M/d/yy H:mm, 1/7/15 11:06, 2015-01-07T16:06:00Z",
        "epochSeconds, 1420628768, 2015-01-07T11:06:08Z",
        "epochSeconds, 1420628768.5, 2015-01-07T11:06:08.500Z",
        "epochSeconds, 1.420628768E9, 2015-01-07T11:06:08Z",
        "epochMillis, 1420628768123, 2015-01-07T11:06:08.123Z"
    })
    void shouldReadTimes(String format, String text, Instant expected) {
        assertThat(parse(format, "America/New_York", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yesterday",
                "NaN",
                "1E999999999",
                "-1E999999999",
                "99999999999999999999",
                "0x10",
                "1e-999999999x"
            })
    void shouldSayThatOthersAreNone(String text) {
        assertThat(parse("epochSeconds", "UTC", text)).isNull();
        assertThat(parse("epochMillis", "UTC", text)).isNull();
        assertThat(parse("iso", "UTC", text)).isNull();
    }

    /** At the change of the clocks an hour comes twice and one not at all; the first is meant, or the one behind the gap. */
    @Test
    void shouldTakeTheFirstOfAnHourThatComesTwice() {
        assertThat(parse("iso", "America/New_York", "2015-11-01 01:30"))
                .isEqualTo(Instant.parse("2015-11-01T05:30:00Z"));
        assertThat(parse("iso", "America/New_York", "2015-03-08 02:30"))
                .isEqualTo(Instant.parse("2015-03-08T07:30:00Z"));
        assertThat(TimeFormat.of("iso", ZoneOffset.ofHours(-4)).parse("2015-03-08 02:30"))
                .isEqualTo(Instant.parse("2015-03-08T06:30:00Z"));
    }
}
