package dev.pulso.processor.stream;

import com.esotericsoftware.kryo.io.Input;
import dev.pulso.processor.counting.Change;
import dev.pulso.processor.counting.Fact;
import dev.pulso.processor.counting.KeyHistory;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.execution.streaming.state.StateStore;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction2;

/** The facts about the keys of a shard to the changes they make, sorted to the shards of what they change. */
final class RememberStep extends AbstractFunction2<StateStore, Iterator<byte[]>, Iterator<Tuple2<Integer, byte[]>>>
        implements Serializable {
    private static final long serialVersionUID = 1;

    private final int shards;
    private final Remembering remembering;
    private final boolean sweeping;
    private final LongAccumulator remembered;

    /** @param sweeping whether to look for keys to forget */
    RememberStep(int shards, Remembering remembering, boolean sweeping, LongAccumulator remembered) {
        this.shards = shards;
        this.remembering = remembering;
        this.sweeping = sweeping;
        this.remembered = remembered;
    }

    @Override
    public Iterator<Tuple2<Integer, byte[]>> apply(StateStore store, Iterator<byte[]> chunks) {
        Map<String, List<Fact>> facts = new HashMap<>();
        long now = 0;
        while (chunks.hasNext()) {
            Input in = new Input(chunks.next());
            while (!in.eof()) {
                String key = in.readString();
                if (key == null) {
                    now = Math.max(now, in.readLong());
                } else {
                    facts.computeIfAbsent(key, each -> new ArrayList<>(1)).add(Wire.readFact(in));
                }
            }
        }
        KnownKeys known = new KnownKeys(store);
        Chunks changes = new Chunks(shards);
        long forgottenAt = now + remembering.timeToLive().toMillis();
        facts.forEach((key, its) -> remember(known, key, its, forgottenAt, changes));
        if (sweeping) {
            known.sweep(now);
        }
        remembered.add(known.commit());
        return JavaConverters.asScalaIterator(changes.end());
    }

    private void remember(KnownKeys known, String key, List<Fact> facts, long forgottenAt, Chunks changes) {
        byte @Nullable [] before = known.get(key);
        KeyHistory history = KeyHistory.of(before, facts, remembering.mostPaired());
        byte @Nullable [] after = history.newState();
        byte @Nullable [] now = after == null ? before : after;
        if (now != null) {
            known.put(key, now, before == null, forgottenAt);
        }
        for (Change change : history.changes()) {
            Wire.write(changes.to(Math.floorMod(change.place(), changes.shards())), change);
        }
    }
}
