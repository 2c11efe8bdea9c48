package dev.pulso.ingest.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a key is for. */
public enum Role {
    /** Post events. */
    @JsonProperty("write")
    WRITE,
    /** Look at schemas and dead letters. */
    @JsonProperty("read")
    READ,
    /** Everything, changing schemas and replaying dead letters included. */
    @JsonProperty("admin")
    ADMIN
}
