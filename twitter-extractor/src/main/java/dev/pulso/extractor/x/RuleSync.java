package dev.pulso.extractor.x;

import dev.pulso.extractor.source.SourceFailedException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Makes the rules of one source at X what they should be: asks first whether X takes the new ones, adds them, then
 * deletes its own that are no longer wanted. Rules whose tags are not its own are never touched.
 */
final class RuleSync {
    private static final Logger LOG = Logger.getLogger(RuleSync.class);

    private final XApi api;
    private final String owner;

    RuleSync(XApi api, String source) {
        this.api = api;
        this.owner = Rule.owner(source);
    }

    /**
     * Adds and deletes what differs.
     *
     * @return ids of the rules whose posts are wanted; one of them may be another's, for X keeps no rule twice
     * @throws SourceFailedException if X does not take a rule; nothing has changed then
     */
    Set<String> sync(List<Rule> wanted) throws IOException, InterruptedException {
        List<Rule> all = api.rules();
        List<Rule> own =
                all.stream().filter(rule -> rule.tag().startsWith(owner)).toList();
        Set<String> there = own.stream().map(Rule::value).collect(Collectors.toSet());
        Set<String> values = wanted.stream().map(Rule::value).collect(Collectors.toSet());
        List<Rule> missing =
                wanted.stream().filter(rule -> !there.contains(rule.value())).toList();
        List<Rule> surplus =
                own.stream().filter(rule -> !values.contains(rule.value())).toList();
        if (!missing.isEmpty()) {
            refuseIfAny(api.add(missing, true));
            refuseIfAny(api.add(missing, false));
        }
        if (!surplus.isEmpty()) {
            api.delete(surplus);
        }
        LOG.infof("Rules are in step, owner=%s, added=%d, deleted=%d", owner, missing.size(), surplus.size());
        return (missing.isEmpty() ? all : api.rules())
                .stream()
                        .filter(rule -> values.contains(rule.value()))
                        .map(Rule::id)
                        .collect(Collectors.toSet());
    }

    private static void refuseIfAny(List<String> against) {
        if (!against.isEmpty()) {
            throw new SourceFailedException("X does not take a rule: " + against.get(0));
        }
    }
}
