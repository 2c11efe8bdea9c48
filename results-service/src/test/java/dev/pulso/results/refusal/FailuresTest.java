package dev.pulso.results.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    @ParameterizedTest
    @ValueSource(strings = {"22021", "22003", "23514", "54000"})
    void shouldBlameTheRecord(String state) {
        assertThat(Failures.causedByData(new IllegalStateException(new SQLException("x", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "40P01", "40001", "53300", "55P03", "42P01", "", "22"})
    void shouldWait(String state) {
        assertThat(Failures.causedByData(new IllegalStateException(new SQLException("x", state))))
                .isFalse();
    }
}
