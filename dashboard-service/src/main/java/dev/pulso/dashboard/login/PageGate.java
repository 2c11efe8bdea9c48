package dev.pulso.dashboard.login;

import dev.pulso.access.Caller;
import dev.pulso.access.Gate;
import dev.pulso.access.Refusal;
import dev.pulso.access.RefusedException;
import dev.pulso.access.Role;
import dev.pulso.access.http.HttpGate;
import dev.pulso.access.http.RoleTable;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In front of everything: programs show a key or a token, as at every service; browsers show the cookie of a login,
 * because an EventSource can send no header. Whoever opens the page without one is led to the login.
 */
final class PageGate implements Handler<RoutingContext> {
    static final String COOKIE = "pulso-session";
    private static final Set<String> OPEN = Set.of(LoginRoutes.PATH, LoginRoutes.OUT, "/login.css", "/logo.svg");
    private static final RoleTable ROLES = table();
    private static final int SEE_OTHER = 303;

    private final Gate gate;
    private final HttpGate programs;
    private final Sessions sessions;

    PageGate(Gate gate, Sessions sessions) {
        this.gate = gate;
        this.programs = new HttpGate(gate, ROLES);
        this.sessions = sessions;
    }

    private static RoleTable table() {
        RoleTable usual = RoleTable.usual().changing("/v1/replays", Role.WRITE);
        return (method, path) -> OPEN.contains(path) ? null : usual.needed(method, path);
    }

    @Override
    public void handle(RoutingContext call) {
        Role role = gate.asks() ? ROLES.needed(call.request().method(), call.normalizedPath()) : null;
        Caller caller = role == null ? null : loggedIn(call);
        if (role == null || caller == null) {
            if (role != null && isPage(call)) {
                call.response()
                        .setStatusCode(SEE_OTHER)
                        .putHeader(HttpHeaders.LOCATION, LoginRoutes.PATH)
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end()
                        .onFailure(call::fail);
                return;
            }
            programs.handle(call);
        } else if (caller.may(role)) {
            call.next();
        } else {
            HttpGate.answer(call, new RefusedException(Refusal.FORBIDDEN, "the key of this login is not for this"));
        }
    }

    private @Nullable Caller loggedIn(RoutingContext call) {
        if (showsCredential(call)) {
            return null;
        }
        Cookie cookie = call.request().getCookie(COOKIE);
        return cookie == null ? null : sessions.read(cookie.getValue());
    }

    private static boolean showsCredential(RoutingContext call) {
        return call.request().getHeader(HttpHeaders.AUTHORIZATION) != null
                || call.request().getHeader("X-API-Key") != null;
    }

    /** Somebody opens the page in a browser; its own calls want JSON or events. */
    private static boolean isPage(RoutingContext call) {
        String accepted = call.request().getHeader(HttpHeaders.ACCEPT);
        return call.request().method().equals(HttpMethod.GET)
                && !showsCredential(call)
                && accepted != null
                && accepted.contains("text/html");
    }
}
