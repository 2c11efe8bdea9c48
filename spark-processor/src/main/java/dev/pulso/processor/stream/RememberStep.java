package dev.pulso.processor.stream;

import com.esotericsoftware.kryo.io.Input;
import dev.pulso.processor.counting.Change;
import dev.pulso.processor.counting.Fact;
import dev.pulso.processor.counting.KeyHistory;
import dev.pulso.processor.counting.Origin;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.execution.streaming.state.StateStore;
import org.apache.spark.unsafe.types.UTF8String;
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

    /** Facts of one partition in the order of their offsets. */
    private record Run(Origin first, Input facts) {}

    @Override
    public Iterator<Tuple2<Integer, byte[]>> apply(StateStore store, Iterator<byte[]> chunks) {
        List<Run> runs = new ArrayList<>();
        long now = 0;
        while (chunks.hasNext()) {
            Input in = new Input(chunks.next());
            if (in.readBoolean()) {
                runs.add(new Run(Wire.readOrigin(in), in));
            } else {
                now = Math.max(now, in.readLong());
            }
        }
        // No two runs overlap, so the facts about a key come in order, the same whichever way the shuffle delivered
        // them.
        runs.sort(Comparator.comparing(Run::first));
        KnownKeys known = new KnownKeys(store);
        Chunks changes = new Chunks(shards);
        long forgottenAt = now + remembering.timeToLive().toMillis();
        for (Run run : runs) {
            while (!run.facts.eof()) {
                remember(known, Wire.readKey(run.facts), Wire.readFact(run.facts), forgottenAt, changes);
            }
        }
        if (sweeping) {
            known.sweep(now);
        }
        remembered.add(known.commit());
        return JavaConverters.asScalaIterator(changes.end());
    }

    private void remember(KnownKeys known, UTF8String key, Fact fact, long forgottenAt, Chunks changes) {
        byte @Nullable [] before = known.get(key);
        KeyHistory history = KeyHistory.of(before, List.of(fact), remembering.mostPaired());
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
