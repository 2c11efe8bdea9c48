/** The account: what was sent, what the topics hold, and what REST, database and stream say of it. */
@NullMarked
package dev.pulso.bench.oracle;

import org.jspecify.annotations.NullMarked;
