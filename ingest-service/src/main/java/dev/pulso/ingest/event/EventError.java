package dev.pulso.ingest.event;

/**
 * What is wrong with one event.
 *
 * @param pointer JSON pointer into the event; empty for the whole of it
 * @param detail the reason in words, never a value of the event
 */
public record EventError(EventFault fault, String pointer, String detail) {}
