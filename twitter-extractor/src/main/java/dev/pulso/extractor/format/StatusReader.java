package dev.pulso.extractor.format;

import java.util.List;

/** Reads what a server of the X API v1.1 says live. */
public final class StatusReader {
    private final XV1Decoder decoder;

    public StatusReader(Decoding decoding) {
        this.decoder = new XV1Decoder(decoding);
    }

    /** @param json a status, a deletion notice or a notice about the stream */
    public List<Decoded> read(byte[] json) {
        return decoder.decode(json);
    }
}
