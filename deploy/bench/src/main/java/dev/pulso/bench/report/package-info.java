/** What benchmarks say: a table for people, JSON for programs. */
@NullMarked
package dev.pulso.bench.report;

import org.jspecify.annotations.NullMarked;
