package dev.pulso.results.refusal;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells failures that only the data can cause from those that pass. */
public final class Failures {
    /**
     * Data exception, constraint violation, limit exceeded. Everything else is waited out, a missing table too: one
     * wrong migration must not send every delta to the dead letters.
     */
    private static final Set<String> DATA = Set.of("22", "23", "54");

    private Failures() {}

    /** Whether trying again can never help, because a record itself is the cause. */
    public static boolean causedByData(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ArithmeticException || isData(sqlState(each))) {
                return true;
            }
        }
        return false;
    }

    /** The SQL state, or the kind of failure where there is none. */
    public static String reason(Throwable failure) {
        String kind = failure.getClass().getSimpleName();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String state = sqlState(each);
            if (state != null) {
                return "SQL state " + state;
            }
            kind = each.getClass().getSimpleName();
        }
        return kind;
    }

    private static @Nullable String sqlState(Throwable failure) {
        return failure instanceof SQLException sql ? sql.getSQLState() : null;
    }

    private static boolean isData(@Nullable String state) {
        return state != null && state.length() == 5 && DATA.contains(state.substring(0, 2));
    }
}
