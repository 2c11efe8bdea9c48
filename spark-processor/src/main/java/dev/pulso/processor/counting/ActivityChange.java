package dev.pulso.processor.counting;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one event changes in the counts of its type and source; also the whole of what is known of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActivityChange(
        Key key, @Nullable String subject, @Nullable BigDecimal value) {

    /** What is counted apart. */
    public record Key(Instant windowStart, String type, String source) {}
}
