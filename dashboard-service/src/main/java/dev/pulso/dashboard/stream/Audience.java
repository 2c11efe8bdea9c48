package dev.pulso.dashboard.stream;

import dev.pulso.dashboard.live.View;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The clients of one event loop, by the views they follow: what they are sent is looked up once for all of them. */
final class Audience {
    private final Map<Set<View>, Set<Client>> clients = new HashMap<>();

    void add(Client client) {
        clients.computeIfAbsent(client.views(), views -> new LinkedHashSet<>()).add(client);
    }

    boolean remove(Client client) {
        Set<Client> alike = clients.get(client.views());
        if (alike == null || !alike.remove(client)) {
            return false;
        }
        if (alike.isEmpty()) {
            clients.remove(client.views());
        }
        return true;
    }

    boolean isEmpty() {
        return clients.isEmpty();
    }

    void deliver(TickFrames tick, long now) {
        clients.forEach((views, alike) -> {
            TickFrames.Delivery delivery = tick.of(views);
            alike.forEach(client -> client.deliver(delivery, now));
        });
    }
}
