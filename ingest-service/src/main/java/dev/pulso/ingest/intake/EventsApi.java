package dev.pulso.ingest.intake;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The answers of {@code POST /v1/events}, for OpenAPI. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface EventsApi {}
