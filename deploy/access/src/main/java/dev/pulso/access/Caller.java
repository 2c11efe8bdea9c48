package dev.pulso.access;

import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whoever holds a key or a token.
 *
 * @param name of the key, or the token's subject, for logs and metrics; never the key
 * @param allowance null without a limit
 */
public record Caller(String name, Set<Role> roles, @Nullable Allowance allowance) implements Principal {
    public Caller {
        roles = Set.copyOf(roles);
    }

    @Override
    public String getName() {
        return name;
    }

    public boolean may(Role role) {
        return roles.contains(role) || roles.contains(Role.ADMIN);
    }

    /**
     * @return this caller
     * @throws RefusedException if it has not the role
     */
    public Caller allowed(Role role) {
        if (!may(role)) {
            throw new RefusedException(Refusal.FORBIDDEN, "the key has not the role for this");
        }
        return this;
    }
}
