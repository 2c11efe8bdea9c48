package dev.pulso.extractor.live;

import java.net.http.HttpHeaders;

/** A whole answer of a network. */
public record Answer(int status, HttpHeaders headers, String body) {}
