package dev.pulso.results.access;

import dev.pulso.access.Gate;
import dev.pulso.access.http.HttpGate;
import dev.pulso.access.http.RoleTable;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Puts the question for a key in front of every address: results for readers, orders for administrators. */
@ApplicationScoped
class Entrance {
    private final HttpGate gate;

    Entrance(Gate gate) {
        this.gate = new HttpGate(gate, RoleTable.usual());
    }

    void register(@Observes Filters filters) {
        filters.register(gate, HttpGate.PRIORITY);
    }
}
