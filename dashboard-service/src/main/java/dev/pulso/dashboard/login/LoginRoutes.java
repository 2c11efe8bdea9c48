package dev.pulso.dashboard.login;

import dev.pulso.access.Caller;
import dev.pulso.access.Gate;
import dev.pulso.access.Refusal;
import dev.pulso.access.RefusedException;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/** {@code /login}: a form for a key or a token, which becomes a cookie. {@code /logout} takes it away. */
final class LoginRoutes {
    static final String PATH = "/login";
    static final String OUT = "/logout";

    private static final Logger LOG = Logger.getLogger(LoginRoutes.class);
    /** A token of an issuer with many groups has some kilobytes. */
    private static final int LARGEST_FORM = 16 * 1024;

    private static final int SEE_OTHER = 303;
    private static final int TOO_LARGE = 413;

    private final Gate gate;
    private final Sessions sessions;
    private final String page = page();

    LoginRoutes(Gate gate, Sessions sessions) {
        this.gate = gate;
        this.sessions = sessions;
    }

    void mount(Router router) {
        router.get(PATH).handler(call -> show(call, 200, words(call), ""));
        router.post(PATH)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_FORM))
                // The issuer may have to be asked for its keys.
                .blockingHandler(this::login, false)
                .failureHandler(this::refuse);
        router.post(OUT).handler(call -> leave(call, cookie("", 0, call), PATH));
    }

    private void login(RoutingContext call) {
        String key = call.request().getFormAttribute("key");
        try {
            Caller caller = gate.identify(key == null ? "" : key.strip());
            LOG.infof("login: caller=%s", caller.name());
            leave(call, cookie(sessions.issue(caller), sessions.lasts().toSeconds(), call), "/");
        } catch (RefusedException e) {
            LoginWords words = words(call);
            String message = e.refusal() == Refusal.ISSUER_AWAY ? words.issuerAway() : words.unknown();
            show(call, e.refusal().status(), words, message);
        }
    }

    /** No key is as long as that. */
    private void refuse(RoutingContext call) {
        if (call.statusCode() == TOO_LARGE) {
            LoginWords words = words(call);
            show(call, TOO_LARGE, words, words.unknown());
        } else {
            call.next();
        }
    }

    private static LoginWords words(RoutingContext call) {
        return LoginWords.of(
                call.acceptableLanguages().stream().map(LanguageHeader::tag).toList());
    }

    private static Cookie cookie(String value, long seconds, RoutingContext call) {
        boolean tls = call.request().isSSL() || "https".equals(call.request().getHeader("X-Forwarded-Proto"));
        return Cookie.cookie(PageGate.COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(tls)
                // Links from elsewhere may open the page; what changes something comes from the page itself.
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(seconds);
    }

    private static void leave(RoutingContext call, Cookie cookie, String location) {
        call.response()
                .addCookie(cookie)
                .setStatusCode(SEE_OTHER)
                .putHeader(HttpHeaders.LOCATION, location)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end()
                .onFailure(call::fail);
    }

    private void show(RoutingContext call, int status, LoginWords words, String message) {
        call.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(words.page(page, message))
                .onFailure(call::fail);
    }

    private static String page() {
        try (InputStream file = LoginRoutes.class.getResourceAsStream("login.html")) {
            if (file == null) {
                throw new IllegalStateException("login.html is not in the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
