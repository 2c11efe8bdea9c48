package dev.pulso.bench.network;

/**
 * How the network between a service and a server is.
 *
 * @param connects whether connections are let in, and stay
 * @param requests whether bytes reach the server
 * @param answers whether bytes reach the service
 * @param delayMillis added to every read, each way
 * @param bytesPerSecond most that goes through, each way; 0 for no limit
 */
public record Condition(boolean connects, boolean requests, boolean answers, int delayMillis, int bytesPerSecond) {
    /** As it should be. */
    public static final Condition GOOD = new Condition(true, true, true, 0, 0);
    /** Connections break at once and no new ones are made: a process or a link that is down. */
    public static final Condition CUT = new Condition(false, false, false, 0, 0);
    /** Nothing goes through and nobody is told: a firewall that drops packets. Only time-outs find out. */
    public static final Condition BLACK_HOLE = new Condition(true, false, false, 0, 0);
    /** Requests arrive, answers do not: the sender cannot know what was done. */
    public static final Condition ONE_WAY = new Condition(true, true, false, 0, 0);

    /** Slow both ways. */
    public static Condition slow(int delayMillis, int bytesPerSecond) {
        return new Condition(true, true, true, delayMillis, bytesPerSecond);
    }
}
