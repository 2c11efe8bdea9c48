package dev.pulso.extractor.x;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulso.extractor.source.SourceFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * How many posts may still be read, by day and month (UTC). What is used stands in a file before it is used, in blocks:
 * a crash may cost some of the budget, never exceed it. Whoever cannot write the file reads nothing.
 */
final class Budget {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long BLOCK = 50;

    /** What the file says; {@code day} as {@code 2026-11-23}, {@code month} as {@code 2026-11}. */
    record Used(String day, long inDay, String month, long inMonth) {}

    private final Path file;
    private final long perDay;
    private final long perMonth;
    private final Clock clock;
    private Used used;
    private long reserved;

    Budget(Path file, long perDay, long perMonth, Clock clock) {
        this.file = file;
        this.perDay = perDay;
        this.perMonth = perMonth;
        this.clock = clock;
        this.used = load();
    }

    private Used load() {
        if (!Files.exists(file)) {
            return new Used("", 0, "", 0);
        }
        try {
            return JSON.readValue(file.toFile(), Used.class);
        } catch (IOException e) {
            throw new SourceFailedException("what was used of the budget cannot be read: " + file);
        }
    }

    /** Posts that may be read now. */
    synchronized long left() {
        turn();
        return Math.max(0, Math.min(perDay - used.inDay(), perMonth - used.inMonth()) + reserved);
    }

    /** Counts posts that were read, more than there was budget for if X sent more than was asked. */
    synchronized void spend(long posts) {
        turn();
        if (posts > reserved) {
            long block = Math.max(posts - reserved, Math.min(BLOCK, left() - reserved));
            used = new Used(used.day(), used.inDay() + block, used.month(), used.inMonth() + block);
            reserved += block;
            save();
        }
        reserved -= posts;
    }

    /** When there is budget again. */
    synchronized Instant renewed() {
        turn();
        LocalDate today = today();
        LocalDate next = used.inMonth() - reserved >= perMonth
                ? YearMonth.from(today).plusMonths(1).atDay(1)
                : today.plusDays(1);
        return next.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Gives back what was reserved and is not used. */
    synchronized void release() {
        if (reserved > 0) {
            used = new Used(used.day(), used.inDay() - reserved, used.month(), used.inMonth() - reserved);
            reserved = 0;
            save();
        }
    }

    private void turn() {
        LocalDate today = today();
        String month = YearMonth.from(today).toString();
        if (!used.day().equals(today.toString())) {
            // What is left of a reservation was made yesterday.
            reserved = 0;
            used = new Used(today.toString(), 0, month, used.month().equals(month) ? used.inMonth() : 0);
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private void save() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.write(next, JSON.writeValueAsBytes(used));
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SourceFailedException("what is used of the budget cannot be kept: " + file);
        }
    }
}
