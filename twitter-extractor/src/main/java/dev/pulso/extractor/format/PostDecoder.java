package dev.pulso.extractor.format;

import java.util.List;

/** Reads one record of a network's wire form. Never throws for bad input: that is data too. */
@FunctionalInterface
public interface PostDecoder {
    /** The posts of one JSON text; several where the network sends pages. */
    List<Decoded> decode(byte[] json);
}
