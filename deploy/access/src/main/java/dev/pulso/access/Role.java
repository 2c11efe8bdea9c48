package dev.pulso.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a key is for. */
public enum Role {
    /** Bring data in: post events, replay files. */
    @JsonProperty("write")
    WRITE,
    /** Look at results, schemas, sources and dead letters. */
    @JsonProperty("read")
    READ,
    /** Everything: change sources, schemas and segmentations, replay dead letters. */
    @JsonProperty("admin")
    ADMIN;

    /** As in files of keys and claims of tokens. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
