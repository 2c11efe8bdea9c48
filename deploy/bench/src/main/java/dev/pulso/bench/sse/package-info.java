/** Fan-out of server-sent events: dashboard-service beside nginx with the nchan module. */
@NullMarked
package dev.pulso.bench.sse;

import org.jspecify.annotations.NullMarked;
