package dev.pulso.ingest.problem;

/**
 * Body of a problem answer.
 *
 * @param code stable, for programs
 * @param detail the reason in words, never an exception
 */
public record Problem(String type, String title, int status, String code, String detail) {}
