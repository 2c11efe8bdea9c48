package dev.pulso.access.http;

import dev.pulso.access.Role;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which role a call needs. What no table names needs a role: an address added later is closed, not open. */
@FunctionalInterface
public interface RoleTable {
    /** Calls that change nothing. */
    Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /**
     * @param path normalized: without dots and doubled slashes
     * @return null if everybody may
     */
    @Nullable
    Role needed(HttpMethod method, String path);

    /**
     * Health, metrics and the description of the API for everybody who reaches the port, reading for readers, the rest
     * for administrators.
     */
    static RoleTable usual() {
        return (method, path) -> path.startsWith("/q/") ? null : READING.contains(method) ? Role.READ : Role.ADMIN;
    }

    /** This table, but calls of any method but GET under {@code prefix} need {@code role}. */
    default RoleTable changing(String prefix, Role role) {
        return (method, path) -> !READING.contains(method) && (path.equals(prefix) || path.startsWith(prefix + "/"))
                ? role
                : needed(method, path);
    }
}
