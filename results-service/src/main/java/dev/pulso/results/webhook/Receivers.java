package dev.pulso.results.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Decides who may be told, so that nobody can make this service talk to its own network. The address is looked up once
 * and the connection made to exactly that address: a name that answers differently a moment later gains nothing.
 */
@ApplicationScoped
class Receivers {
    private final List<String> hosts;
    private final boolean loopback;

    Receivers(WebhookConfig config, @ConfigProperty(name = "quarkus.http.host") String listens) {
        hosts = config.allowedHosts().orElse(List.of());
        loopback = config.allowLoopback().orElse("127.0.0.1".equals(listens) || "localhost".equals(listens));
    }

    /** A receiver that must not be told; the message names the rule. */
    static final class Forbidden extends Exception {
        private static final long serialVersionUID = 1;

        Forbidden(String rule) {
            super(rule);
        }
    }

    /**
     * Checks the form of an address, without looking it up.
     *
     * @throws Forbidden if no receiver can have it
     */
    URI check(String url) throws Forbidden {
        URI uri = parse(url);
        String host = uri.getHost();
        boolean http = "http".equalsIgnoreCase(uri.getScheme());
        if (host == null || !(http || "https".equalsIgnoreCase(uri.getScheme()))) {
            throw new Forbidden("must be an absolute https address");
        }
        if (uri.getUserInfo() != null || uri.getFragment() != null) {
            throw new Forbidden("must not carry credentials or a fragment");
        }
        boolean here = isLoopbackName(host);
        if (!hosts.isEmpty() && !isListed(host) && !(here && loopback)) {
            throw new Forbidden("must have a host of pulso.webhooks.allowed-hosts");
        }
        if (http && !isListed(host) && !(here && loopback)) {
            throw new Forbidden("must use https");
        }
        return uri;
    }

    /**
     * Looks an address up.
     *
     * @throws Forbidden if it leads into a network that is not public
     * @throws UnknownHostException if it leads nowhere
     */
    InetAddress resolve(URI uri) throws Forbidden, UnknownHostException {
        String host = uri.getHost();
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
            boolean allowed = isPublic(address) || isListed(host) || (address.isLoopbackAddress() && loopback);
            if (!allowed) {
                throw new Forbidden("must lead to a public address");
            }
        }
        return addresses[0];
    }

    private static URI parse(String url) throws Forbidden {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new Forbidden("must be an absolute https address");
        }
    }

    private boolean isListed(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return hosts.stream()
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .anyMatch(each -> each.startsWith("*.") ? name.endsWith(each.substring(1)) : name.equals(each));
    }

    private static boolean isLoopbackName(String host) {
        return Optional.of(host)
                .filter(name -> name.equals("localhost") || name.equals("127.0.0.1") || name.equals("[::1]"))
                .isPresent();
    }

    /** Not of this machine, this network, an organisation, a carrier or a group. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        if (address instanceof Inet6Address) {
            // Unique local fc00::/7, and forms that carry an IPv4 address: 64:ff9b::/96 and 2002::/16.
            boolean carrier = (first == 0x00 && second == 0x64) || (first == 0x20 && second == 0x02);
            return !special && (first & 0xfe) != 0xfc && !carrier && first != 0;
        }
        boolean shared = first == 100 && (second & 0xc0) == 64;
        boolean reserved = first == 0 || first >= 240 || (first == 198 && (second & 0xfe) == 18);
        boolean assigned = first == 192 && second == 0 && (bytes[2] & 0xff) == 0;
        return !special && !shared && !reserved && !assigned;
    }
}
