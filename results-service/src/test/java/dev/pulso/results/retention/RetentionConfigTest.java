package dev.pulso.results.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulso.results.Mappings;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionConfigTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-26");

    @Test
    void shouldHaveDefaults() {
        RetentionConfig config = Mappings.read(RetentionConfig.class, Map.of());
        assertThat(config.every()).isEqualTo(Duration.ofHours(1));
        assertThat(config.kinds()).isEmpty();
        Keep defaults = new Keep(Period.ofDays(90), Period.ofDays(400), Optional.empty());
        assertThat(Keep.of(config, "hashtag")).isEqualTo(defaults);
        assertThat(Keep.of(config, "activity")).isEqualTo(defaults);
        defaults.check("hashtag", TODAY);
    }

    @Test
    void shouldReadEveryKey() {
        RetentionConfig config = Mappings.read(
                RetentionConfig.class,
                Map.of(
                        "pulso.retention.every", "PT2H",
                        "pulso.retention.minutes", "P10D",
                        "pulso.retention.hours", "P20D",
                        "pulso.retention.days", "P30D",
                        "pulso.retention.activity.minutes", "P11D",
                        "pulso.retention.activity.hours", "P21D",
                        "pulso.retention.activity.days", "P31D",
                        "pulso.retention.hashtag.hours", "P25D"));
        assertThat(config.every()).isEqualTo(Duration.ofHours(2));
        assertThat(config.kinds()).containsOnlyKeys("activity", "hashtag");
        assertThat(Keep.of(config, "hashtag"))
                .isEqualTo(new Keep(Period.ofDays(10), Period.ofDays(25), Optional.of(Period.ofDays(30))));
        assertThat(Keep.of(config, "activity"))
                .isEqualTo(new Keep(Period.ofDays(11), Period.ofDays(21), Optional.of(Period.ofDays(31))));
    }

    @ParameterizedTest
    @CsvSource({"P7D, P20D, P30D", "P10D, P9D, P30D", "P10D, P20D, P19D"})
    void shouldRefuseToThinWhatMayComeAgainOrInTheWrongOrder(Period minutes, Period hours, Period days) {
        Keep keep = new Keep(minutes, hours, Optional.of(days));
        assertThatThrownBy(() -> keep.check("activity", TODAY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("activity");
    }
}
