package dev.pulso.dashboard.login;

import dev.pulso.access.Gate;
import dev.pulso.access.http.HttpGate;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Puts the gate in front of the service, and the login beside it where anybody is asked at all. */
@ApplicationScoped
class Login {
    private static final Logger LOG = Logger.getLogger(Login.class);

    private final Gate gate;
    private final Sessions sessions;

    Login(Gate gate, LoginConfig config) {
        this.gate = gate;
        this.sessions = new Sessions(config.secretFile(), config.lasts(), Clock.systemUTC());
        if (gate.asks() && config.secretFile().isEmpty()) {
            LOG.warn("no PULSO_SESSION_SECRET_FILE: logins end with this process and hold on this replica only");
        }
    }

    void filters(@Observes Filters filters) {
        filters.register(new PageGate(gate, sessions), HttpGate.PRIORITY);
    }

    void routes(@Observes Router router) {
        if (gate.asks()) {
            new LoginRoutes(gate, sessions).mount(router);
        }
    }
}
