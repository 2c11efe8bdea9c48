package dev.pulso.extractor.format;

import java.util.List;
import java.util.function.Supplier;

/**
 * One record of a file, not yet decoded.
 *
 * @param line physical line on which it starts, from 1
 * @param raw its bytes as they stand in the file
 * @param decoding reads it; costly, hence on demand: a resumed replay skips what it has done
 */
public record Frame(long line, byte[] raw, Supplier<List<Decoded>> decoding) {
    static Frame refused(long line, byte[] raw, String code, String detail) {
        return new Frame(line, raw, () -> List.of(new Decoded.Refused(code, "", detail)));
    }

    public List<Decoded> decode() {
        return decoding.get();
    }
}
