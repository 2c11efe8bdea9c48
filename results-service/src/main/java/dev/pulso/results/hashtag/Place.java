package dev.pulso.results.hashtag;

/** Where posts come from. */
record Place(String network, String lang) {
    boolean isIn(HashtagFilter filter) {
        return (filter.network() == null || filter.network().equals(network))
                && (filter.lang() == null || filter.lang().equals(lang));
    }
}
